import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyRanges,
  emptyFrontier,
  inclusionRanges,
  merkleTree,
  nodesOfRange,
  type TreeNode,
} from './merkle.ts';

const tree = merkleTree((data) => createHash('sha256').update(data).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Buffer.from(text, 'base64');
const vector = (name: string) => readFileSync(new URL(`./testing/${name}`, import.meta.url), 'utf8');

const roots = JSON.parse(vector('rfc6962-roots.json')) as {
  leafInputsHex: string[];
  leafHashesHex: string[];
  rootHashBySize: string[];
};
type Claim = { desc: string; file: string; proof: string[] | null; wantErr: boolean } & (
  | { kind: 'inclusion'; leafIdx: number; treeSize: number; root: string; leafHash: string }
  | { kind: 'consistency'; size1: number; size2: number; root1: string; root2: string }
);
const claims = vector('rfc6962-proofs.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Claim);

/** Leaf hashes that differ from each other. */
const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => tree.leafHash(Buffer.from(`leaf ${at}`)));
const rootFrom = (leaves: Uint8Array[]) => (node: TreeNode) =>
  tree.rootOf(leaves.slice(node.position * 2 ** node.level, (node.position + 1) * 2 ** node.level));
const inclusion = (leaves: Uint8Array[], index: number) =>
  inclusionRanges(index, leaves.length).map((range) => tree.rootOfRange(range, rootFrom(leaves)));
const consistency = (leaves: Uint8Array[], from: number) =>
  consistencyRanges(from, leaves.length).map((range) => tree.rootOfRange(range, rootFrom(leaves)));

describe('published vectors', () => {
  test('leaf hashes and the roots of every size, the empty tree among them', () => {
    const leaves = roots.leafInputsHex.map((input) => tree.leafHash(Buffer.from(input, 'hex')));
    expect(leaves.map(hex)).toEqual(roots.leafHashesHex);
    expect(roots.rootHashBySize.map((_, size) => hex(tree.rootOf(leaves.slice(0, size))))).toEqual(
      roots.rootHashBySize,
    );
  });

  test('all of them are there', () => {
    expect(claims).toHaveLength(196);
    expect(claims.filter(({ wantErr }) => wantErr)).toHaveLength(184);
  });

  test.each(claims.map((claim) => [claim.file, claim] as const))('%s', (_file, claim) => {
    const proof = (claim.proof ?? []).map(bytes);
    const answer =
      claim.kind === 'inclusion'
        ? tree.verifyInclusion({
            index: claim.leafIdx,
            size: claim.treeSize,
            leaf: bytes(claim.leafHash),
            root: bytes(claim.root),
            proof,
          })
        : tree.verifyConsistency({
            from: claim.size1,
            to: claim.size2,
            fromRoot: bytes(claim.root1),
            toRoot: bytes(claim.root2),
            proof,
          });
    expect(answer).toBe(!claim.wantErr);
  });
});

describe('every tree of up to 40 leaves', () => {
  const all = leavesOf(40);

  test('each leaf is proved, in its own place and no other', () => {
    for (let size = 1; size <= all.length; size++) {
      const leaves = all.slice(0, size);
      const root = tree.rootOf(leaves);
      for (let index = 0; index < size; index++) {
        const proof = inclusion(leaves, index);
        const claim = { index, size, leaf: leaves[index] as Uint8Array, proof, root };
        expect(tree.verifyInclusion(claim)).toBe(true);
        if (size > 1) expect(tree.verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
        expect(tree.verifyInclusion({ ...claim, leaf: root, proof: [] })).toBe(size === 1);
      }
    }
  });

  test('each is proved to begin with each smaller one, and with none that differs', () => {
    for (let to = 1; to <= all.length; to++) {
      const toRoot = tree.rootOf(all.slice(0, to));
      for (let from = 1; from <= to; from++) {
        const proof = consistency(all.slice(0, to), from);
        const claim = { from, to, fromRoot: tree.rootOf(all.slice(0, from)), toRoot, proof };
        expect(tree.verifyConsistency(claim)).toBe(true);
        const other = [...all.slice(0, from)];
        other[from - 1] = tree.leafHash(Buffer.from('another'));
        expect(tree.verifyConsistency({ ...claim, fromRoot: tree.rootOf(other) })).toBe(false);
      }
    }
  });
});

test('appending one by one, or whole subtrees, gives the same root as all at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(300), (size, cut) => {
      const leaves = leavesOf(size);
      const begin = Math.min(cut, size);
      const frontier = emptyFrontier();
      for (const node of nodesOfRange({ begin: 0, end: begin }))
        tree.appendNode(frontier, node.level, rootFrom(leaves)(node));
      for (const node of nodesOfRange({ begin, end: size }))
        tree.appendNode(frontier, node.level, rootFrom(leaves)(node));
      const single = emptyFrontier();
      for (const leaf of leaves) tree.append(single, leaf);
      expect(frontier).toEqual(single);
      expect(hex(tree.rootOfFrontier(single))).toBe(hex(tree.rootOf(leaves)));
    }),
    { numRuns: 60 },
  );
});

test('a proof of any tree breaks with any changed bit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), fc.nat(255), (size, at, which, bit) => {
      const leaves = leavesOf(size);
      const index = at % size;
      const proof = inclusion(leaves, index);
      const changed = proof.map((hash) => Uint8Array.from(hash));
      const hash = changed[which % changed.length] as Uint8Array;
      hash[bit >> 3] = (hash[bit >> 3] as number) ^ (1 << (bit & 7));
      const claim = { index, size, leaf: leaves[index] as Uint8Array, root: tree.rootOf(leaves) };
      expect(tree.verifyInclusion({ ...claim, proof })).toBe(true);
      expect(tree.verifyInclusion({ ...claim, proof: changed })).toBe(false);
    }),
    { numRuns: 100 },
  );
});
