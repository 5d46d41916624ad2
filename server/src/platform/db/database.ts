import type { Transaction } from 'kysely';
import type { Scope, SystemScope } from '../../core/scope.ts';
import type { Tables } from './tables.ts';

/**
 * A transaction that belongs to a scope. With a `Scope`, row-level security limits every statement to the
 * scope's organisation, on both engines; store functions also say `organization_id` themselves, so either
 * wall holds alone.
 */
export type Tx<S extends Scope | SystemScope = Scope> = {
  readonly scope: S;
  readonly sql: Transaction<Tables>;
  /** Runs after a successful commit, in order; for waking workers and streams, never for facts. */
  afterCommit(run: () => void): void;
};
export type SystemTx = Tx<SystemScope>;
/** For store functions that serve both. */
export type AnyTx = Tx<Scope> | Tx<SystemScope>;

export type Database = {
  readonly engine: 'pglite' | 'postgres';
  /** One transaction in one organisation. Nothing slow (no network) belongs between its begin and commit. */
  within<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction outside of any organisation. */
  asSystem<T>(scope: SystemScope, work: (tx: SystemTx) => Promise<T>): Promise<T>;
  /** True when the database answers within `timeoutMs`. */
  ping(timeoutMs: number): Promise<boolean>;
  /** Messages between processes on one database (LISTEN/NOTIFY); payload at most 8,000 bytes. */
  notify(channel: string, payload: string): Promise<void>;
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};
