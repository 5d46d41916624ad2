import type { JsonObject } from '../../core/json.ts';
import type { Scope } from '../../core/scope.ts';
import type { Tx } from '../db/database.ts';

/** A fact that other modules, streams and later webhooks hear of. Types are permanent: `drift.detected`. */
export type DomainEvent = { type: string; payload: JsonObject };
export type StoredEvent = DomainEvent & { id: number; organizationId: number; at: Date };

/** Writes events in the transaction of their facts, in their order. */
export type Announce = (tx: Tx, ...events: DomainEvent[]) => Promise<void>;

export type EventStream = {
  /**
   * Events of one organisation of the given types, after `lastEventId`, then live. Works with any number of
   * processes on one database.
   */
  subscribe(
    scope: Scope,
    options: { types: string[]; afterId: number | null },
    onEvent: (event: StoredEvent) => void,
  ): Promise<() => void>;
};

/** What an event tells, for the reference page: when it is announced, and the names in its payload. */
export type EventWords = { sentence: string; payload: readonly string[] };
