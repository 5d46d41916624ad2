/**
 * Vendors answer sets in any order. What goes into a configuration is put in order here, so that an unchanged
 * resource has an unchanged content hash. Code units, not a locale: the same on every machine.
 */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A copy in order, or undefined for an empty or absent list: an absent setting is an absent key. */
export function sorted(values: readonly (string | undefined)[] | undefined): string[] | undefined {
  const present = (values ?? []).filter((value) => value !== undefined && value !== '') as string[];
  return present.length === 0 ? undefined : [...new Set(present)].sort(compareText);
}

/** A copy ordered by what `identity` says of each member, or undefined for an empty or absent list. */
export function sortedBy<T>(
  values: readonly T[] | undefined,
  identity: (value: T) => readonly (string | number | boolean | undefined)[],
): T[] | undefined {
  if (values === undefined || values.length === 0) return undefined;
  const keyed = values.map((value) => ({ value, key: identity(value).map(sortableText).join('\u0000') }));
  return keyed.sort((left, right) => compareText(left.key, right.key)).map(({ value }) => value);
}

/** Numbers are padded so that port 80 stands before port 443. */
function sortableText(part: string | number | boolean | undefined): string {
  if (typeof part === 'number') return part < 0 ? `-${-part}` : String(part).padStart(12, '0');
  return part === undefined ? '' : String(part);
}

/** Undefined for an object whose members are all absent, for the same reason as in `sorted`. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.values(value).some((member) => member !== undefined) ? value : undefined;
}

/** Vendors answer `""` where they mean "not set". */
export function unlessBlank(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
