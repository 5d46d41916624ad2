import { hash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import { merkleTree } from '../../../core/merkle.ts';
import { hashOfEvent, type StoredEvent } from './chain.ts';

/** The tree of RFC 6962 over the events of an organisation; the leaf of an event is its line. */
export const auditTree = merkleTree((data) => hash('sha256', data, 'buffer'));

/**
 * An event as one line of canonical JSON, its hash and the one before among its members. These bytes are the leaf
 * of the Merkle tree and, with a line break, a line of an export.
 */
export function eventLine(event: StoredEvent): string {
  return canonicalJson({
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
    previousHash: event.previousHash,
    hash: event.hash,
  });
}

export function leafOf(event: StoredEvent): Uint8Array {
  return auditTree.leafHash(Buffer.from(eventLine(event), 'utf8'));
}

const texts = [
  'at',
  'action',
  'actorKind',
  'actorLabel',
  'targetType',
  'targetId',
  'outcome',
  'previousHash',
  'hash',
] as const;

/** The event of a parsed line, or undefined when it is none. */
export function eventOf(value: unknown): StoredEvent | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 14) return undefined;
  if (texts.some((key) => typeof value[key] !== 'string')) return undefined;
  const { organizationId, sequence, actorId, requestId, detail } = value;
  if (!Number.isSafeInteger(organizationId) || !Number.isSafeInteger(sequence)) return undefined;
  if (actorId !== null && !Number.isSafeInteger(actorId)) return undefined;
  if (requestId !== null && typeof requestId !== 'string') return undefined;
  return isJsonObject(detail) ? (value as JsonObject as StoredEvent) : undefined;
}

/** Whether the event's content gives its own hash. */
export const isSelfConsistent = (event: StoredEvent): boolean =>
  hashOfEvent(event.previousHash, event) === event.hash;
