/**
 * Offsets and clock changes of IANA zones, out of the time zone data of the runtime (Intl). Everything in whole
 * seconds: instants since 1970 in UTC, offsets to the east.
 */
export type ZonePiece = {
  /** The first second of the piece; a clock change happens here when `before` differs from `offset`. */
  start: number;
  /** The first second after it. */
  end: number;
  offset: number;
  before: number;
  after: number;
};

export type Zone = {
  name: string;
  /** The stretch of constant offset around an instant, at most from the previous year to the end of the next. */
  pieceAt(instant: number): ZonePiece;
};

type Change = { at: number; before: number; after: number };
type YearOfChanges = { start: number; startOffset: number; changes: Change[]; endOffset: number };

const secondsPerWeek = 7 * 86_400;
const mostYears = 600;
const zones = new Map<string, Zone | null>();

/** Null when the runtime does not know the name. Offsets such as `+02:00` are no names: they know no clock changes. */
export function zoneOf(name: string): Zone | null {
  const key = name.toLowerCase();
  const known = zones.get(key);
  if (known !== undefined) return known;
  // Only names that exist are kept, so that no caller can grow the table with inventions.
  const made = /^[a-z][a-z0-9_+/-]{0,63}$/.test(key) ? makeZone(name) : null;
  if (made !== null) zones.set(key, made);
  return made;
}

function makeZone(name: string): Zone | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
  const offsetAt = (instant: number): number => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(instant * 1000).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - instant;
  };
  const years = new Map<number, YearOfChanges>();
  const changesOf = (year: number): YearOfChanges => {
    const known = years.get(year);
    if (known !== undefined) return known;
    if (years.size >= mostYears) years.clear();
    const made = changesOfYear(year, offsetAt);
    years.set(year, made);
    return made;
  };
  let latest: ZonePiece | undefined;
  return {
    name,
    pieceAt(instant) {
      if (latest !== undefined && instant >= latest.start && instant < latest.end) return latest;
      latest = pieceAround(instant, changesOf);
      return latest;
    },
  };
}

const startOfYear = (year: number): number => Date.UTC(year, 0, 1) / 1000;

/** Looks once a week: no zone has changed its clock and changed it back within seven days. */
function changesOfYear(year: number, offsetAt: (instant: number) => number): YearOfChanges {
  const start = startOfYear(year);
  const end = startOfYear(year + 1);
  const changes: Change[] = [];
  const startOffset = offsetAt(start);
  let offset = startOffset;
  for (let from = start; from < end; from += secondsPerWeek) {
    const to = Math.min(from + secondsPerWeek, end);
    const offsetTo = offsetAt(to);
    let known = from;
    while (offset !== offsetTo) {
      const at = firstChange(known, to, offset, offsetAt);
      const after = offsetAt(at);
      // A change at midnight of New Year in UTC belongs to the year that begins with it.
      if (at < end) changes.push({ at, before: offset, after });
      offset = after;
      known = at;
    }
  }
  const last = changes.at(-1);
  return { start, startOffset, changes, endOffset: last === undefined ? startOffset : last.after };
}

/** The second at which the offset stops being `offset`, which it is at `known` and is not at `to`. */
function firstChange(
  known: number,
  to: number,
  offset: number,
  offsetAt: (instant: number) => number,
): number {
  let same = known;
  let different = to;
  while (different - same > 1) {
    const middle = Math.floor((same + different) / 2);
    if (offsetAt(middle) === offset) same = middle;
    else different = middle;
  }
  return different;
}

function pieceAround(instant: number, changesOf: (year: number) => YearOfChanges): ZonePiece {
  const year = new Date(instant * 1000).getUTCFullYear();
  const { previous, current, next } = {
    previous: changesOf(year - 1),
    current: changesOf(year),
    next: changesOf(year + 1),
  };
  const around = [...changesAcross(previous, current), ...changesAcross(current, next), ...next.changes];
  const index = around.findLastIndex(({ at }) => at <= instant);
  const started = around[index];
  const ends = around[index + 1];
  const offset = started?.after ?? previous.startOffset;
  return {
    start: started?.at ?? previous.start,
    end: ends?.at ?? startOfYear(year + 2),
    offset,
    before: started?.before ?? offset,
    after: ends?.after ?? offset,
  };
}

/** The changes of a year, and the one at the very second in which the following year begins. */
function changesAcross(year: YearOfChanges, following: YearOfChanges): Change[] {
  if (year.endOffset === following.startOffset) return year.changes;
  return [...year.changes, { at: following.start, before: year.endOffset, after: following.startOffset }];
}
