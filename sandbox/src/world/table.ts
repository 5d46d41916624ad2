/** Records of one kind in one place, in a steady order, so that a page is cheap at any size. */
export interface Table<T> {
  size(): number;
  /** Records `start … start + count`, fewer at the end. */
  page(start: number, count: number): T[];
  get(key: string): T | undefined;
  all(): T[];
  put(record: T): void;
  remove(key: string): boolean;
}

export function createTable<T>(keyOf: (record: T) => string): Table<T> {
  const records = new Map<string, T>();
  // The array follows the map lazily: writes are rare, pages are many.
  let order: T[] | undefined = [];
  const list = () => {
    order ??= [...records.values()];
    return order;
  };
  return {
    size: () => records.size,
    page: (start, count) => list().slice(start, start + count),
    get: (key) => records.get(key),
    all: () => [...list()],
    put: (record) => {
      records.set(keyOf(record), record);
      order = undefined;
    },
    remove: (key) => {
      order = undefined;
      return records.delete(key);
    },
  };
}

/**
 * A table whose first `size` records are computed when a page asks for them and kept by nobody, so an
 * account of 100,000 resources costs no memory. Records that are put or removed are remembered.
 * `indexOf` finds the number inside a key, or a negative number for a key that was never generated.
 */
export function createGeneratedTable<T>(source: {
  size: number;
  make: (index: number) => T;
  keyOf: (record: T) => string;
  indexOf: (key: string) => number;
}): Table<T> {
  const changed = new Map<number, T>();
  /** Numbers of removed records, ascending. */
  let removed: number[] = [];
  const added = createTable(source.keyOf);
  const generated = (index: number): T => changed.get(index) ?? source.make(index);
  const indexOfKey = (key: string): number => {
    const index = source.indexOf(key);
    return Number.isInteger(index) && index >= 0 && index < source.size ? index : -1;
  };
  // Positions run over what is left; each removed number before a position moves it one further.
  const remaining = () => source.size - removed.length;
  const numberAt = (position: number): number => {
    let index = position;
    for (const gone of removed) if (gone <= index) index += 1;
    return index;
  };
  const page = (start: number, count: number): T[] => {
    const records: T[] = [];
    const end = Math.min(start + count, remaining());
    for (let position = start; position < end; position += 1) records.push(generated(numberAt(position)));
    if (start + count > remaining()) {
      const from = Math.max(start - remaining(), 0);
      records.push(...added.page(from, start + count - remaining() - from));
    }
    return records;
  };
  return {
    size: () => remaining() + added.size(),
    page,
    get: (key) => {
      const index = indexOfKey(key);
      if (index < 0) return added.get(key);
      if (removed.includes(index)) return undefined;
      const record = generated(index);
      return source.keyOf(record) === key ? record : undefined;
    },
    all: () => page(0, remaining() + added.size()),
    put: (record) => {
      const index = indexOfKey(source.keyOf(record));
      if (index < 0) added.put(record);
      else {
        changed.set(index, record);
        removed = removed.filter((gone) => gone !== index);
      }
    },
    remove: (key) => {
      const index = indexOfKey(key);
      if (index < 0) return added.remove(key);
      if (removed.includes(index)) return false;
      removed = [...removed, index].sort((left, right) => left - right);
      return true;
    },
  };
}
