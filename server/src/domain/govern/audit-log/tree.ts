import { AppError } from '../../../core/errors.ts';
import {
  emptyFrontier,
  type Frontier,
  type LeafRange,
  nodesOfRange,
  type TreeNode,
} from '../../../core/merkle.ts';
import type { AnyTx } from '../../../platform/db/database.ts';
import { auditTree, leafOf } from './event-line.ts';
import { readChain } from './store.ts';
import { insertTile, selectTileHashes, selectTileRoots } from './tree-store.ts';

export const tileWidth = 256;
const tileLevels = 8;
const hashBytes = 32;

/** The leaf hashes that a tile of height 0 holds; fewer for the last, which is not stored and made of events. */
export async function leavesOfTile(
  tx: AnyTx,
  organizationId: number,
  position: number,
): Promise<Uint8Array[]> {
  const stored = await selectTileHashes(tx, organizationId, position);
  if (stored !== undefined) {
    return Array.from({ length: tileWidth }, (_, at) =>
      stored.subarray(at * hashBytes, (at + 1) * hashBytes),
    );
  }
  const events = await readChain(tx, organizationId, position * tileWidth, tileWidth);
  return events.filter(({ sequence }) => sequence <= (position + 1) * tileWidth).map(leafOf);
}

async function nodeHashIn(tx: AnyTx, organizationId: number, node: TreeNode): Promise<Uint8Array> {
  const height = Math.floor(node.level / tileLevels);
  const count = 2 ** (node.level % tileLevels);
  const first = node.position * count;
  const below =
    height === 0
      ? (await leavesOfTile(tx, organizationId, Math.floor(first / tileWidth))).slice(
          first % tileWidth,
          (first % tileWidth) + count,
        )
      : await selectTileRoots(tx, organizationId, { height: height - 1, first, count });
  if (below.length !== count) {
    throw new AppError('conflict', 'The tree of the audit log has a hole: infraudit audit verify names it');
  }
  return auditTree.rootOf(below);
}

/** The hashes of the complete subtrees of a range, from left to right. */
export async function hashesOfRange(
  tx: AnyTx,
  organizationId: number,
  range: LeafRange,
): Promise<Uint8Array[]> {
  const hashes: Uint8Array[] = [];
  for (const node of nodesOfRange(range)) hashes.push(await nodeHashIn(tx, organizationId, node));
  return hashes;
}

export async function rootOfRangeIn(
  tx: AnyTx,
  organizationId: number,
  range: LeafRange,
): Promise<Uint8Array> {
  const hashes = await hashesOfRange(tx, organizationId, range);
  let at = 0;
  return auditTree.rootOfRange(range, () => hashes[at++] as Uint8Array);
}

export async function frontierOf(tx: AnyTx, organizationId: number, size: number): Promise<Frontier> {
  const frontier = emptyFrontier();
  const range = { begin: 0, end: size };
  const hashes = await hashesOfRange(tx, organizationId, range);
  for (const [at, { level }] of nodesOfRange(range).entries())
    auditTree.appendNode(frontier, level, hashes[at] as Uint8Array);
  return frontier;
}

/** Stores a complete tile of leaves, and the tiles above that it completes. */
export async function storeTile(
  tx: AnyTx,
  organizationId: number,
  position: number,
  leaves: readonly Uint8Array[],
): Promise<void> {
  let hashes = leaves;
  for (let height = 0, at = position; ; height++) {
    const rootHash = Buffer.from(auditTree.rootOf(hashes));
    await insertTile(tx, organizationId, { height, position: at, hashes: Buffer.concat(hashes), rootHash });
    if ((at + 1) % tileWidth !== 0) return;
    hashes = await selectTileRoots(tx, organizationId, {
      height,
      first: at + 1 - tileWidth,
      count: tileWidth,
    });
    at = (at + 1) / tileWidth - 1;
  }
}
