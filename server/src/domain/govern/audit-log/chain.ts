import { hash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { JsonObject } from '../../../core/json.ts';

/** One link of an organisation's chain, without its own hash. `at` is ISO 8601 in UTC with milliseconds. */
export type ChainedEvent = {
  organizationId: number;
  sequence: number;
  at: string;
  action: string;
  actorKind: string;
  actorId: number | null;
  actorLabel: string;
  targetType: string;
  targetId: string;
  outcome: string;
  detail: JsonObject;
  requestId: string | null;
};

export type StoredEvent = ChainedEvent & { previousHash: string; hash: string };

export type ChainProblem = { sequence: number; message: string };

/** The hash before the first event of every chain. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 in hex over the previous hash, a line break and the canonical text of the event. */
export function hashOfEvent(previousHash: string, event: ChainedEvent): string {
  const text = canonicalJson({
    organizationId: event.organizationId,
    sequence: event.sequence,
    at: event.at,
    action: event.action,
    actorKind: event.actorKind,
    actorId: event.actorId,
    actorLabel: event.actorLabel,
    targetType: event.targetType,
    targetId: event.targetId,
    outcome: event.outcome,
    detail: event.detail,
    requestId: event.requestId,
  });
  return hash('sha256', `${previousHash}\n${text}`, 'hex');
}

/**
 * Checks events one after another, in the order of `sequence`, from the first or behind another. `check` answers the first problem or null;
 * after a problem the walk is over.
 */
export function chainWalk(behind: { sequence: number; hash: string } = { sequence: 0, hash: genesisHash }): {
  check(event: StoredEvent): ChainProblem | null;
  end(): { sequence: number; hash: string };
} {
  let { sequence, hash } = behind;
  return {
    check(event) {
      const expected = sequence + 1;
      if (event.sequence !== expected) return { sequence: expected, message: `event ${expected} is missing` };
      if (event.previousHash !== hash) {
        return {
          sequence: expected,
          message: `event ${expected} does not follow event ${sequence}: it names another previous hash`,
        };
      }
      if (hashOfEvent(hash, event) !== event.hash) {
        return {
          sequence: expected,
          message: `event ${expected} was changed: its content does not give its hash`,
        };
      }
      sequence = expected;
      hash = event.hash;
      return null;
    },
    end: () => ({ sequence, hash }),
  };
}
