import type { JsonObject } from '../core/json.ts';
import type { Unreadable } from '../core/observation.ts';
import type { Unseen } from '../core/verdict.ts';

/** Thrown out of a control when it touches what nobody could see. Never leaves the kit. */
export class UnseenError extends Error {
  readonly unseen: readonly Unseen[];
  constructor(unseen: readonly Unseen[]) {
    super('what would decide could not be seen');
    this.unseen = unseen;
  }
}

type Node = { children: Map<string, Node>; unreadable?: Unreadable };

/**
 * The configuration, which throws when a path is touched that could not be read, and tells `onRead` each path
 * that is. Reading a parent is no touch; reading the child, asking whether it is there, or listing the keys of an
 * object with an unreadable child is. A path may leave out the `*` of an array: `Listeners.Port`.
 */
export function watchedConfiguration(
  type: string,
  configuration: JsonObject,
  unreadable: readonly Unreadable[],
  onRead?: (path: string) => void,
): JsonObject {
  const root: Node = { children: new Map() };
  for (const entry of unreadable) {
    let node = root;
    for (const segment of entry.path.split('.')) {
      const next = node.children.get(segment) ?? { children: new Map() };
      node.children.set(segment, next);
      node = next;
    }
    node.unreadable ??= entry;
  }
  return watch({ type, ...(onRead && { onRead }) }, configuration, root, '') as JsonObject;
}

type Watch = { type: string; onRead?: (path: string) => void };

function unseen(watcher: Watch, entry: Unreadable): never {
  const { path, reason, permission } = entry;
  throw new UnseenError([
    { type: watcher.type, path, reason, ...(permission !== undefined && { permission }) },
  ]);
}

function firstUnreadable(node: Node): Unreadable | undefined {
  if (node.unreadable !== undefined) return node.unreadable;
  for (const child of node.children.values()) {
    const found = firstUnreadable(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function watch(watcher: Watch, value: unknown, node: Node | undefined, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const blind = node !== undefined && node.children.size > 0;
  if (!blind && watcher.onRead === undefined) return value;
  const isArray = Array.isArray(value);
  const touch = (key: string): Node | undefined => {
    if (node === undefined) return undefined;
    const isMember = isArray && /^\d+$/.test(key);
    if (isArray && !isMember) return undefined;
    const named = node.children.get(key) ?? node.children.get('*');
    const child = named ?? (isMember ? node : undefined);
    if (child?.unreadable !== undefined && child !== node) unseen(watcher, child.unreadable);
    return child;
  };
  return new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key === 'symbol') return Reflect.get(target, key, receiver);
      const child = touch(key);
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member === 'function') return member;
      const below = path === '' ? key : `${path}.${key}`;
      if (member === undefined && child !== undefined && !isArray) {
        // The parent of something unreadable is absent: nobody can say whether it is really not there.
        const entry = firstUnreadable(child);
        if (entry !== undefined) unseen(watcher, entry);
      }
      if (!isArray || key !== 'length') watcher.onRead?.(below);
      return watch(watcher, member, child, below);
    },
    has(target, key) {
      if (typeof key === 'string') touch(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      if (typeof key === 'string') touch(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      if (blind && !isArray) {
        for (const child of node.children.values()) {
          const entry = child.unreadable;
          if (entry !== undefined) unseen(watcher, entry);
        }
      }
      return Reflect.ownKeys(target);
    },
  });
}

type Tags = Readonly<Record<string, string>>;

/**
 * The tags of a resource, which throw as soon as one of them is asked for when they could not be read. Collectors
 * keep them under `Tags` of the configuration too, and say of that path whether it could be read.
 */
export function watchedTags(type: string, tags: Tags, unreadable: readonly Unreadable[]): Tags {
  const entry = unreadable.find(({ path }) => path === 'Tags');
  if (entry === undefined) return tags;
  const refuse = (): never => unseen({ type }, entry);
  return new Proxy(tags, {
    get: (target, key, receiver) => (typeof key === 'symbol' ? Reflect.get(target, key, receiver) : refuse()),
    has: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
  });
}
