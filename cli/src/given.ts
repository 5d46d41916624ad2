type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the entries that were not given, so that a request says only what somebody asked for. */
export function onlyGiven<T extends object>(all: T): Given<T> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Given<T>;
}
