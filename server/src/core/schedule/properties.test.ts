import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockChangePolicy,
  clockChanges,
  nextRun,
  previewRuns,
  previousRun,
  runsBetween,
  type Schedule,
} from '../schedule.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const anyZone = fc.constantFrom(...zones);
const anyPolicy: fc.Arbitrary<ClockChangePolicy> = fc.record({
  gap: fc.constantFrom('run_after', 'skip'),
  overlap: fc.constantFrom('first', 'second', 'both'),
});
const anyInstant = fc.date({
  min: new Date('1975-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const number = (least: number, greatest: number) => fc.integer({ min: least, max: greatest });
const field = (least: number, greatest: number) =>
  fc.oneof(
    fc.constant('*'),
    number(2, 9).map((step) => `*/${step}`),
    fc.uniqueArray(number(least, greatest), { minLength: 1, maxLength: 3 }).map((values) => values.join(',')),
    fc
      .tuple(number(least, greatest), number(least, greatest))
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
  );
const anyDay = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  fc.uniqueArray(number(1, 28), { minLength: 1, maxLength: 3 }).map((days) => days.join(',')),
  fc.constantFrom('L', 'LW', '15W', '1W', 'L-2', '10-20', '*/7', '31', '1,L'),
);
const anyWeekday = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  fc.constantFrom('1-5', 'SUN', '7', '5L', '2#2', 'MON,5#3', '*/2', 'FRI-SUN'),
);
const anyExpression = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      field(0, 59).map((seconds) => `${seconds} `),
    ),
    field(0, 59),
    field(0, 23),
    anyDay,
    fc.oneof({ weight: 3, arbitrary: fc.constant('*') }, fc.constantFrom('1', '3,9-11', 'FEB', '*/4')),
    anyWeekday,
  )
  .map(
    ([seconds, minute, hour, day, month, weekday]) =>
      `${seconds}${minute} ${hour} ${day} ${month} ${weekday}`,
  );
/** Some of these have no date, such as 31 in FEB: then there is no run to speak of. */
const anyTiming: fc.Arbitrary<Schedule['timing']> = fc.oneof(
  { weight: 4, arbitrary: anyExpression.map((expression) => ({ kind: 'cron' as const, expression })) },
  fc.constantFrom<Schedule['timing']>(
    { kind: 'daily', at: '02:30' },
    { kind: 'weekly', weekday: 0, at: '00:00' },
    { kind: 'monthly', day: 31, at: '23:59' },
  ),
);
const anySchedule: fc.Arbitrary<Schedule> = fc
  .tuple(anyTiming, anyZone, anyPolicy)
  .map(([timing, timeZone, policy]) => ({ timing, timeZone, ...policy }));

const ms = (instants: readonly Date[]): number[] => instants.map((instant) => instant.getTime());
const dayMs = 86_400_000;

describe('the runs of any schedule', () => {
  it('are strictly later than the moment asked from, one after the other', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, from) => {
        let before = from;
        for (let round = 0; round < 8; round++) {
          const next = nextRun(schedule, before);
          if (next === null) return;
          expect(next.getTime()).toBeGreaterThan(before.getTime());
          before = next;
        }
      }),
    );
  });

  it('are the same backwards as forwards', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, from) => {
        const first = nextRun(schedule, from);
        const second = first === null ? null : nextRun(schedule, first);
        if (first === null || second === null) return;
        expect(previousRun(schedule, second)).toEqual(first);
        const before = previousRun(schedule, first);
        if (before !== null) {
          expect(before.getTime()).toBeLessThanOrEqual(from.getTime());
          expect(nextRun(schedule, before)).toEqual(first);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on where the search begins', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyInstant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, from, part) => {
          const until = new Date(from.getTime() + 40 * dayMs);
          const middle = new Date(Math.floor(from.getTime() + part * 40 * dayMs));
          const whole = runsBetween(schedule, from, until, 100_000);
          const pieces = [
            runsBetween(schedule, from, middle, 100_000),
            runsBetween(schedule, middle, until, 100_000),
          ];
          expect(pieces.flatMap(({ instants }) => ms(instants))).toEqual(ms(whole.instants));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('have a local time that the expression names, or are at a clock change that moves them', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, from) => {
        for (const { instant, local, clockChange } of previewRuns(schedule, from, 20)) {
          const wall = new Date(`${local.slice(0, 19)}Z`);
          const isNamed = runsBetween(
            { timing: schedule.timing, timeZone: 'UTC' },
            new Date(wall.getTime() - 1),
            wall,
            1,
          );
          if (isNamed.instants.length === 1 && clockChange !== 'skipped_by_gap') continue;
          expect(['moved_by_gap', 'skipped_by_gap']).toContain(clockChange);
          const [change] = clockChanges(schedule.timeZone, new Date(instant.getTime() - 1), instant);
          expect(change?.offsetAfter).toBeGreaterThan(change?.offsetBefore ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are by two policies the same, except at clock changes', () => {
    fc.assert(
      fc.property(anySchedule, anyPolicy, anyInstant, (schedule, other, from) => {
        const until = new Date(from.getTime() + 200 * dayMs);
        const one = ms(runsBetween(schedule, from, until, 3000).instants);
        const two = ms(runsBetween({ ...schedule, ...other }, from, until, 3000).instants);
        const shared = Math.min(
          one.at(-1) ?? Number.POSITIVE_INFINITY,
          two.at(-1) ?? Number.POSITIVE_INFINITY,
        );
        const [inOne, inTwo] = [new Set(one), new Set(two)];
        const different = [...one.filter((at) => !inTwo.has(at)), ...two.filter((at) => !inOne.has(at))];
        for (const at of different.filter((instant) => instant <= shared)) {
          const near = clockChanges(schedule.timeZone, new Date(at - dayMs / 4), new Date(at + dayMs / 4));
          expect(near, new Date(at).toISOString()).not.toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are counted as asked in a preview, with the skipped times beside', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, number(1, 30), (schedule, from, count) => {
        const rows = previewRuns(schedule, from, count);
        const runs = rows.filter(({ clockChange }) => clockChange !== 'skipped_by_gap');
        if (rows.length > 0) expect(runs.length).toBe(count);
        const last = rows.at(-1)?.instant ?? from;
        expect(ms(runs.map(({ instant }) => instant))).toEqual(
          ms(runsBetween(schedule, from, last, count).instants),
        );
      }),
    );
  });
});
