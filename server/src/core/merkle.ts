/**
 * The hash tree of RFC 6962 (section 2.1), for SHA-256. Leaves and nodes are hashed with different first bytes, so
 * no node can be passed off as a leaf. Sizes and places are whole numbers from 0; hashes are 32 bytes.
 */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** A complete subtree: `2 ** level` leaves from `position * 2 ** level` on. */
export type TreeNode = { level: number; position: number };
/** Leaves from `begin` up to, but without, `end`. */
export type LeafRange = { begin: number; end: number };
/** The hash of a complete subtree. */
export type NodeHashOf = (node: TreeNode) => Uint8Array;

/**
 * All that is needed of the first `size` leaves to add more: the hashes of the complete subtrees that they fall
 * into, largest first, one for each bit of `size` that is set.
 */
export type Frontier = { size: number; hashes: Uint8Array[] };

export type Merkle = {
  leafHash(data: Uint8Array): Uint8Array;
  nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Of leaf hashes; the hash of nothing when there is none. */
  rootOf(leaves: readonly Uint8Array[]): Uint8Array;
  /** Adds a leaf hash in place, in time that grows with the logarithm of the size. */
  append(frontier: Frontier, leaf: Uint8Array): void;
  /** Adds a complete subtree of `2 ** level` leaves; the size must be a multiple of that. */
  appendNode(frontier: Frontier, level: number, hash: Uint8Array): void;
  /** The root of the leaves that a frontier stands for. */
  rootOfFrontier(frontier: Frontier): Uint8Array;
  /** Of a range whose first leaf begins a subtree at least as large as the range, as in every proof. */
  rootOfRange(range: LeafRange, hashOf: NodeHashOf): Uint8Array;
  /** Whether the leaf hash stands at `index` in the tree of that size and root. Never throws. */
  verifyInclusion(claim: {
    index: number;
    size: number;
    leaf: Uint8Array;
    proof: readonly Uint8Array[];
    root: Uint8Array;
  }): boolean;
  /** Whether the larger tree begins with all leaves of the smaller one. Never throws. */
  verifyConsistency(claim: {
    from: number;
    to: number;
    fromRoot: Uint8Array;
    toRoot: Uint8Array;
    proof: readonly Uint8Array[];
  }): boolean;
};

const hashBytes = 32;

export function emptyFrontier(): Frontier {
  return { size: 0, hashes: [] };
}

/** The largest power of two below `size`, which is at least 2. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The complete subtrees that a range consists of, from left to right; at most two of each level. */
export function nodesOfRange({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level++;
    }
    nodes.push({ level, position: at / width });
    at += width;
  }
  return nodes;
}

/** The ranges whose roots are the inclusion proof of the leaf at `index`, nearest to the leaf first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose roots prove that the tree of `to` leaves begins with that of `from`, 0 < from <= to. */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let begin = 0;
  let end = to;
  let whole = true;
  while (end !== from) {
    const middle = begin + split(end - begin);
    if (from <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
      whole = false;
    }
  }
  if (!whole) ranges.push({ begin, end });
  return ranges.reverse();
}

/** The tree over a hash function: core computes, and does not choose where SHA-256 comes from. */
export function merkleTree(sha256: Sha256): Merkle {
  const pair = new Uint8Array(1 + 2 * hashBytes);
  pair[0] = 1;

  const leafHash = (data: Uint8Array): Uint8Array => {
    const prefixed = new Uint8Array(data.length + 1);
    prefixed.set(data, 1);
    return sha256(prefixed);
  };
  const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => {
    pair.set(left, 1);
    pair.set(right, 1 + hashBytes);
    return sha256(pair);
  };
  const append = (frontier: Frontier, leaf: Uint8Array): void => appendNode(frontier, 0, leaf);
  function appendNode(frontier: Frontier, level: number, hash: Uint8Array): void {
    const width = 2 ** level;
    let carried = hash;
    for (let filled = frontier.size / width; filled % 2 === 1; filled = (filled - 1) / 2) {
      carried = nodeHash(frontier.hashes.pop() as Uint8Array, carried);
    }
    frontier.hashes.push(carried);
    frontier.size += width;
  }
  function folded(hashes: readonly Uint8Array[]): Uint8Array {
    let root = hashes.at(-1);
    if (root === undefined) return sha256(new Uint8Array(0));
    for (let at = hashes.length - 2; at >= 0; at--) root = nodeHash(hashes[at] as Uint8Array, root);
    return root;
  }

  return {
    leafHash,
    nodeHash,
    append,
    appendNode,
    rootOf(leaves) {
      const frontier = emptyFrontier();
      for (const leaf of leaves) append(frontier, leaf);
      return folded(frontier.hashes);
    },
    rootOfFrontier: ({ hashes }) => folded(hashes),
    rootOfRange: (range, hashOf) => folded(nodesOfRange(range).map(hashOf)),
    verifyInclusion({ index, size, leaf, proof, root }) {
      if (!isPlace(index) || !isPlace(size) || index >= size || !areHashes([leaf, root, ...proof]))
        return false;
      const ranges = inclusionRanges(index, size);
      if (proof.length !== ranges.length) return false;
      let hash = leaf;
      for (const [at, range] of ranges.entries()) {
        const beside = proof[at] as Uint8Array;
        hash = range.begin > index ? nodeHash(hash, beside) : nodeHash(beside, hash);
      }
      return sameBytes(hash, root);
    },
    verifyConsistency({ from, to, fromRoot, toRoot, proof }) {
      if (!isPlace(from) || !isPlace(to) || from > to) return false;
      if (from === 0 && !sameBytes(fromRoot, folded([]))) return false;
      if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
      // Every tree grows out of the empty one: such a claim proves nothing, so it is refused.
      if (from === 0) return false;
      if (!areHashes([fromRoot, toRoot, ...proof])) return false;
      const ranges = consistencyRanges(from, to);
      if (proof.length !== ranges.length) return false;
      // The subtree in which the smaller tree ends: the first of the proof, or the smaller tree itself.
      const startsInProof = (ranges[0] as LeafRange).end === from;
      let old = startsInProof ? (proof[0] as Uint8Array) : fromRoot;
      let grown = old;
      for (let at = startsInProof ? 1 : 0; at < ranges.length; at++) {
        const beside = proof[at] as Uint8Array;
        if ((ranges[at] as LeafRange).begin >= from) grown = nodeHash(grown, beside);
        else {
          old = nodeHash(beside, old);
          grown = nodeHash(beside, grown);
        }
      }
      return sameBytes(old, fromRoot) && sameBytes(grown, toRoot);
    },
  };
}

const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (values: readonly Uint8Array[]): boolean =>
  values.every((value) => value.length === hashBytes);

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
