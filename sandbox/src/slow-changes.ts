import type { World } from './world/world.ts';

/** What AWS accepts at once and makes later: databases and clusters. At first the sandbox makes it at once. */
export interface SlowChanges {
  /** So many times a change is asked about and not made yet. */
  polls: number;
  /** Makes now what is waited for. */
  makeAll(): void;
}

interface Pending {
  left: number;
  make(): void;
}

const books = new WeakMap<World, { slow: SlowChanges; pending: Map<string, Pending> }>();

function bookOf(world: World) {
  let book = books.get(world);
  if (book === undefined) {
    const pending = new Map<string, Pending>();
    const makeAll = () => {
      for (const { make } of pending.values()) make();
      pending.clear();
    };
    book = { slow: { polls: 0, makeAll }, pending };
    books.set(world, book);
  }
  return book;
}

export const slowChangesOf = (world: World): SlowChanges => bookOf(world).slow;

/** Makes the change now, or when it was asked about often enough. True when it has to be waited for. */
export function makeInTime(world: World, key: string, make: () => void): boolean {
  const { slow, pending } = bookOf(world);
  if (slow.polls === 0) {
    make();
    return false;
  }
  pending.set(key, { left: slow.polls, make });
  return true;
}

/** Somebody asks about it. True while it is not made yet. */
export function isPending(world: World, key: string): boolean {
  const { pending } = bookOf(world);
  const change = pending.get(key);
  if (change === undefined) return false;
  change.left -= 1;
  if (change.left >= 0) return true;
  pending.delete(key);
  change.make();
  return false;
}
