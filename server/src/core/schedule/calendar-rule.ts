/** The numbers that a field allows, with a table each way so that a step of the search is a look-up. */
export type NumberSet = {
  values: readonly number[];
  first: number;
  last: number;
  /** The least allowed number at or above, or -1. */
  next(value: number): number;
  /** The greatest allowed number at or below, or -1. */
  previous(value: number): number;
};

/** Local dates and times that are due; the same for a cron expression and for daily, weekly and monthly. */
export type CalendarRule = {
  seconds: NumberSet;
  minutes: NumberSet;
  hours: NumberSet;
  /** Indexed by month, 1 to 12. */
  months: readonly boolean[];
  /** Bit 0 is the first of the month. */
  daysOfMonth(year: number, month: number): number;
  firstTimeOfDay: number;
  lastTimeOfDay: number;
  /** Minute or hour begins with `*`: the job follows real time and a clock change neither moves nor drops a run. */
  followsRealTime: boolean;
  /** The chosen days when none of them exists in any chosen month, such as 30 February; null otherwise. */
  impossible: { days: number[]; months: number[] } | null;
};

export function numberSet(allowed: Iterable<number>, size: number): NumberSet {
  const values = [...new Set(allowed)].sort((a, b) => a - b);
  const next = new Int8Array(size + 1).fill(-1);
  const previous = new Int8Array(size).fill(-1);
  const has = new Set(values);
  for (let value = size - 1; value >= 0; value--)
    next[value] = has.has(value) ? value : (next[value + 1] ?? -1);
  for (let value = 0; value < size; value++)
    previous[value] = has.has(value) ? value : (previous[value - 1] ?? -1);
  return {
    values,
    first: values[0] ?? 0,
    last: values.at(-1) ?? 0,
    next: (value) => next[value] ?? -1,
    previous: (value) => previous[value] ?? -1,
  };
}

export function calendarRule(
  parts: Omit<CalendarRule, 'months' | 'firstTimeOfDay' | 'lastTimeOfDay'> & { months: ReadonlySet<number> },
): CalendarRule {
  const { seconds, minutes, hours, months } = parts;
  return {
    ...parts,
    months: Array.from({ length: 13 }, (_, month) => months.has(month)),
    firstTimeOfDay: hours.first * 3600 + minutes.first * 60 + seconds.first,
    lastTimeOfDay: hours.last * 3600 + minutes.last * 60 + seconds.last,
  };
}
