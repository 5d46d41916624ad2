import type { z } from 'zod';
import { emptyFrontier, sameBytes } from '../../../core/merkle.ts';
import type { Scope } from '../../../core/scope.ts';
import type { AnyTx, Database, Tx } from '../../../platform/db/database.ts';
import { isSigned, listPublicKeys, type PublicKey } from '../signing/index.ts';
import { type ChainProblem, chainWalk, type StoredEvent } from './chain.ts';
import { checkpointText } from './checkpoint.ts';
import type { Read } from './checkpoints.ts';
import { auditTree, leafOf } from './event-line.ts';
import { statementOf } from './export.ts';
import type { auditVerificationSchema } from './schemas.ts';
import { readChain, readEnd, readHead } from './store.ts';
import { leavesOfTile, tileWidth } from './tree.ts';
import { type CheckpointRow, selectCheckpointsAfter } from './tree-store.ts';

export type AuditVerification = z.infer<typeof auditVerificationSchema>;

const eventsPerPage = 1_000;
const checkpointsPerPage = 500;

/** Walks the whole chain of the scope's organisation inside the caller's transaction, without its checkpoints. */
export async function verifyChain(tx: Tx): Promise<AuditVerification> {
  return verify(tx.scope.organizationId, (work) => work(tx), undefined);
}

/**
 * The chain and every signed checkpoint: whoever recomputes the chain behind an altered event cannot make the
 * signature that goes with it. A short transaction per page, so that a long chain does not hold up the embedded
 * database.
 */
export async function verifyAuditLog(database: Database, scope: Scope): Promise<AuditVerification> {
  const keys = await listPublicKeys(database);
  return verify(scope.organizationId, (work) => database.within(scope, work), keys);
}

async function verify(
  organizationId: number,
  read: Read,
  keys: PublicKey[] | undefined,
): Promise<AuditVerification> {
  // Events that are appended during the walk lie behind this head and wait for the next verification.
  const head = await read((tx) => readHead(tx, organizationId));
  const until = head?.sequence ?? 0;
  const walk = chainWalk();
  const signed = keys === undefined ? undefined : signedWalk(organizationId, read, keys);
  let problem: ChainProblem | null = null;
  let reached = 0;
  while (problem === null && reached < until) {
    const page = await read((tx) => readChain(tx, organizationId, reached, eventsPerPage));
    for (const event of page) {
      if (event.sequence > until && reached === until) break;
      problem = walk.check(event) ?? (await signed?.check(event)) ?? null;
      if (problem !== null) break;
      reached = event.sequence;
    }
    if (page.length === 0) problem = { sequence: reached + 1, message: `event ${reached + 1} is missing` };
  }
  if (problem === null && head !== undefined && walk.end().hash !== head.hash) {
    problem = {
      sequence: until,
      message: `event ${until} is not the one that the head of the chain names`,
    };
  }
  if (problem === null) {
    const end = await read((tx) => readEnd(tx, organizationId));
    if (end.lastSequence > end.headSequence) {
      const sequence = end.headSequence + 1;
      problem = { sequence, message: `event ${sequence} lies behind the head of the chain` };
    }
  }
  problem ??= (await signed?.end(until)) ?? null;
  return {
    verified: problem === null,
    events: problem === null ? walk.end().sequence : Math.min(reached, walk.end().sequence),
    head: head ?? null,
    checkpoints: signed?.found() ?? { verified: 0, last: null },
    problem,
  };
}

/** Compares the tree of the events, as it grows, with each checkpoint of that size. */
function signedWalk(organizationId: number, read: Read, keys: PublicKey[]) {
  const frontier = emptyFrontier();
  let waiting: CheckpointRow[] = [];
  let fetchedTo = -1;
  let more = true;
  let verified = 0;
  let last: CheckpointRow | null = null;

  async function next(): Promise<CheckpointRow | undefined> {
    if (waiting.length === 0 && more) {
      waiting = await read((tx) => selectCheckpointsAfter(tx, organizationId, fetchedTo, checkpointsPerPage));
      more = waiting.length === checkpointsPerPage;
      fetchedTo = waiting.at(-1)?.size ?? fetchedTo;
    }
    return waiting[0];
  }
  function signatureProblem(row: CheckpointRow): ChainProblem | null {
    const key = keys.find(({ keyId }) => keyId === row.key_id);
    if (key !== undefined && isSigned(key.publicKey, checkpointText(statementOf(row)), row.signature))
      return null;
    const message = `the signature of the checkpoint of event ${row.size} does not fit: it was changed or forged`;
    return { sequence: row.size, message };
  }

  return {
    async check(event: StoredEvent): Promise<ChainProblem | null> {
      auditTree.append(frontier, leafOf(event));
      const row = await next();
      if (row === undefined || row.size > event.sequence) return null;
      const problem = signatureProblem(row);
      if (problem !== null) return problem;
      if (!sameBytes(auditTree.rootOfFrontier(frontier), row.root_hash))
        return read((tx) => firstDifference(tx, organizationId, last?.size ?? 0, row));
      waiting.shift();
      verified++;
      last = row;
      return null;
    },
    /** A checkpoint beyond the end says that there was more. */
    async end(until: number): Promise<ChainProblem | null> {
      const row = await next();
      if (row === undefined) return null;
      // Made while the walk was on the way.
      const end = await read((tx) => readHead(tx, organizationId));
      if (row.size <= (end?.sequence ?? 0)) return null;
      const sequence = until + 1;
      const at = row.signed_at.toISOString();
      return { sequence, message: `events ${sequence} to ${row.size} were signed on ${at} and are gone` };
    },
    found: () => ({
      verified,
      last:
        last === null
          ? null
          : { size: last.size, signed_at: last.signed_at.toISOString(), key_id: last.key_id },
    }),
  };
}

/** The stored leaf hashes of complete tiles name the event; behind them only the stretch is known. */
async function firstDifference(
  tx: AnyTx,
  organizationId: number,
  after: number,
  row: CheckpointRow,
): Promise<ChainProblem> {
  const signed = `signed on ${row.signed_at.toISOString()}`;
  for (let tile = Math.floor(after / tileWidth); tile * tileWidth < row.size; tile++) {
    const stored = await leavesOfTile(tx, organizationId, tile);
    const events = await readChain(tx, organizationId, tile * tileWidth, tileWidth);
    for (const [at, event] of events.entries()) {
      const leaf = stored[at];
      if (leaf === undefined || sameBytes(leaf, leafOf(event))) continue;
      const message = `event ${event.sequence} is not the one that was ${signed}: the log was rewritten from there`;
      return { sequence: event.sequence, message };
    }
  }
  const message = `events ${after + 1} to ${row.size} are not those that were ${signed}: the log was rewritten`;
  return { sequence: after + 1, message };
}
