import { AppError, describeError } from '../../../core/errors.ts';
import { consistencyRanges, inclusionRanges, sameBytes } from '../../../core/merkle.ts';
import { type Scope, systemScope } from '../../../core/scope.ts';
import type { AnyTx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log/log.ts';
import { openSigner, type Signer, type SigningDeps } from '../signing/index.ts';
import { chainWalk, genesisHash, type StoredEvent } from './chain.ts';
import { checkpointText } from './checkpoint.ts';
import { auditTree, eventLine, leafOf } from './event-line.ts';
import { readChain, readHead } from './store.ts';
import { frontierOf, rootOfRangeIn, storeTile, tileWidth } from './tree.ts';
import {
  type CheckpointRow,
  insertCheckpoint,
  selectCoveringCheckpoint,
  selectGrownLogs,
  selectLastCheckpoint,
} from './tree-store.ts';

const eventsPerPage = 1_000;
const why = systemScope('checkpoints are made for every organisation');

/** Runs one short transaction; a long log is read in many, so it does not hold up the embedded database. */
export type Read = <T>(work: (tx: AnyTx) => Promise<T>) => Promise<T>;

/** How long events wait for their checkpoint at most, when nobody asks for one. */
const checkpointEveryMs = 15 * 60_000;

/**
 * Makes the worker's sweep: a checkpoint for each log that grew and whose last one is a quarter of an hour old. One
 * that does not hold is left unsigned, and the log of the server says so once. Answers how many were made.
 */
export function checkpointing(deps: SigningDeps & { log: Log }): () => Promise<number> {
  const read: Read = (work) => deps.db.asSystem(why, work);
  const told = new Map<number, string>();
  return async () => {
    const before = new Date(deps.clock.now().getTime() - checkpointEveryMs);
    let made = 0;
    for (const organizationId of await read((tx) => selectGrownLogs(tx, before))) {
      try {
        await extend(deps, read, organizationId);
        told.delete(organizationId);
        made++;
      } catch (error) {
        const reason = describeError(error);
        if (told.get(organizationId) === reason) continue;
        told.set(organizationId, reason);
        deps.log.error('an audit log was not signed', { organizationId, reason });
      }
    }
    return made;
  };
}

/**
 * The checkpoint over all events of the scope's organisation, made now when there are new ones; undefined when
 * there is none. Throws `conflict` when the log does not hold: what was altered is never signed.
 */
export async function checkpointNow(deps: SigningDeps, scope: Scope): Promise<CheckpointRow | undefined> {
  return extend(deps, (work) => deps.db.within(scope, work), scope.organizationId);
}

async function extend(
  deps: SigningDeps,
  read: Read,
  organizationId: number,
): Promise<CheckpointRow | undefined> {
  const last = await read((tx) => selectLastCheckpoint(tx, organizationId));
  const head = await read((tx) => readHead(tx, organizationId));
  const size = head?.sequence ?? 0;
  if (size === last?.size || (size === 0 && last === undefined)) return last;
  const rootHash = await growTree(read, organizationId, { last, size });
  const row = signed(await openSigner(deps), {
    organizationId,
    size,
    rootHash,
    signedAt: deps.clock.now().toISOString(),
  });
  await read((tx) => insertCheckpoint(tx, row));
  return read((tx) => selectCoveringCheckpoint(tx, organizationId, size));
}

function signed(signer: Signer, checkpoint: Parameters<typeof checkpointText>[0]): CheckpointRow {
  return {
    organization_id: checkpoint.organizationId,
    size: checkpoint.size,
    root_hash: Buffer.from(checkpoint.rootHash),
    signed_at: new Date(checkpoint.signedAt),
    key_id: signer.keyId,
    signature: signer.sign(checkpointText(checkpoint)),
  };
}

/**
 * Reads what is behind the last complete tile, checks its chain, and answers the root of `size` events. The tree
 * of the last checkpoint must come out of it unchanged.
 */
async function growTree(
  read: Read,
  organizationId: number,
  { last, size }: { last: CheckpointRow | undefined; size: number },
): Promise<Uint8Array> {
  const start = Math.floor((last?.size ?? 0) / tileWidth) * tileWidth;
  if (last !== undefined && last.size > size) {
    throw broken(
      `events ${size + 1} to ${last.size} were signed on ${last.signed_at.toISOString()} and are gone`,
    );
  }
  const frontier = await read((tx) => frontierOf(tx, organizationId, start));
  const before = start === 0 ? [] : await read((tx) => readChain(tx, organizationId, start - 1, 1));
  const walk = chainWalk({ sequence: start, hash: before[0]?.hash ?? genesisHash });
  let tile: Uint8Array[] = [];
  const compare = () => {
    if (last === undefined || frontier.size !== last.size) return;
    if (!sameBytes(auditTree.rootOfFrontier(frontier), last.root_hash)) {
      throw broken(`the events do not give the root that was signed on ${last.signed_at.toISOString()}`);
    }
  };
  compare();
  while (frontier.size < size) {
    const page = await read((tx) => readChain(tx, organizationId, frontier.size, eventsPerPage));
    if (page.length === 0) throw broken(`event ${frontier.size + 1} is missing`);
    for (const event of page) {
      if (event.sequence > size) break;
      const problem = walk.check(event);
      if (problem !== null) throw broken(problem.message);
      const leaf = leafOf(event);
      auditTree.append(frontier, leaf);
      compare();
      tile.push(leaf);
      if (tile.length < tileWidth) continue;
      const complete = tile;
      tile = [];
      await read((tx) => storeTile(tx, organizationId, frontier.size / tileWidth - 1, complete));
    }
  }
  return auditTree.rootOfFrontier(frontier);
}

const broken = (what: string): AppError =>
  new AppError('conflict', `The audit log does not hold: ${what}. Run infraudit audit verify`);

export type InclusionProof = {
  event: StoredEvent;
  /** The exact bytes of the leaf, as text. */
  line: string;
  leafHash: Uint8Array;
  proof: Uint8Array[];
  checkpoint: CheckpointRow;
  /** Whether the proof leads from the event as it is now to the signed root. */
  verified: boolean;
};

/** Undefined when there is no such event. An event behind the last checkpoint gets a new one. */
export async function proveInclusion(
  deps: SigningDeps,
  scope: Scope,
  sequence: number,
): Promise<InclusionProof | undefined> {
  const { organizationId } = scope;
  const [event] = await deps.db.within(scope, (tx) => readChain(tx, organizationId, sequence - 1, 1));
  if (event === undefined || event.sequence !== sequence) return undefined;
  const checkpoint =
    (await deps.db.within(scope, (tx) => selectCoveringCheckpoint(tx, organizationId, sequence))) ??
    (await checkpointNow(deps, scope));
  if (checkpoint === undefined) return undefined;
  const { size, root_hash: root } = checkpoint;
  const proof = await deps.db.within(scope, async (tx) => {
    const hashes: Uint8Array[] = [];
    for (const range of inclusionRanges(sequence - 1, size))
      hashes.push(await rootOfRangeIn(tx, organizationId, range));
    return hashes;
  });
  const leaf = leafOf(event);
  const verified = auditTree.verifyInclusion({ index: sequence - 1, size, leaf, proof, root });
  return { event, line: eventLine(event), leafHash: leaf, proof, checkpoint, verified };
}

/**
 * That the log of `to` events begins with the log of `from`. Both at most what the last checkpoint covers. Where a
 * checkpoint has that size its signed root is taken, otherwise the root of the stored tree.
 */
export async function proveConsistency(tx: AnyTx, organizationId: number, from: number, to: number) {
  const last = await selectLastCheckpoint(tx, organizationId);
  if (last === undefined || to > last.size || from > to) {
    throw new AppError(
      'unprocessable',
      `from and to are sizes with 1 <= from <= to <= ${last?.size ?? 0}, the size of the last checkpoint`,
    );
  }
  const rootOf = async (size: number): Promise<Uint8Array> => {
    const covering = await selectCoveringCheckpoint(tx, organizationId, size);
    if (covering?.size === size) return covering.root_hash;
    return rootOfRangeIn(tx, organizationId, { begin: 0, end: size });
  };
  const [fromRoot, toRoot] = [await rootOf(from), await rootOf(to)];
  const proof: Uint8Array[] = [];
  for (const range of consistencyRanges(from, to)) proof.push(await rootOfRangeIn(tx, organizationId, range));
  const verified = auditTree.verifyConsistency({ from, to, fromRoot, toRoot, proof });
  return { fromRoot, toRoot, proof, verified };
}
