import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DebianJob, debianRuns } from '../../../bench/debian-cron.ts';
import { type ClockChangePolicy, clockChanges, previousRun, runsBetween } from '../schedule.ts';

/** Zones with changes of every kind: an hour, half an hour, two hours, three hours, a whole day, at midnight, by decree. */
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Antarctica/Casey',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Gaza',
  'Asia/Tehran',
  'America/Caracas',
  'Asia/Pyongyang',
  'Pacific/Norfolk',
  'America/Scoresbysund',
  'Asia/Kathmandu',
  'Pacific/Kwajalein',
];
const from = new Date('1985-01-01T00:00:00Z');
const until = new Date('2037-01-01T00:00:00Z');
const changes = zones.flatMap((zone) =>
  clockChanges(zone, from, until).map((change) => ({ zone, ...change })),
);

/** A field as text, and what it allows, found by trying every number. */
type Field = { text: string; allows(value: number): boolean };

const star: Field = { text: '*', allows: () => true };
const stepped = (step: number): Field => ({ text: `*/${step}`, allows: (value) => value % step === 0 });
const listed = (values: number[]): Field => ({
  text: values.join(','),
  allows: (value) => values.includes(value),
});
const ranged = (least: number, greatest: number): Field => ({
  text: `${least}-${greatest}`,
  allows: (value) => value >= least && value <= greatest,
});

function anyField(greatest: number): fc.Arbitrary<Field> {
  const number = fc.integer({ min: 0, max: greatest });
  return fc.oneof(
    fc.constant(star),
    fc.integer({ min: 2, max: 20 }).map(stepped),
    fc.uniqueArray(number, { minLength: 1, maxLength: 4 }).map(listed),
    fc.tuple(number, number).map(([a, b]) => ranged(Math.min(a, b), Math.max(a, b))),
  );
}

const anyWeekday = fc.oneof(
  fc.constant(star),
  fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }).map(listed),
);

function jobOf(minute: Field, hour: Field, weekday: Field): DebianJob {
  return {
    wildcard: minute.text.startsWith('*') || hour.text.startsWith('*'),
    isDue(wallMinute) {
      const wall = new Date(wallMinute * 60_000);
      return (
        minute.allows(wall.getUTCMinutes()) &&
        hour.allows(wall.getUTCHours()) &&
        weekday.allows(wall.getUTCDay())
      );
    },
  };
}

describe('around a clock change', () => {
  it('every expression runs as in a minute-by-minute simulation of Debian', () => {
    expect(changes.length).toBeGreaterThan(1000);
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        anyField(59),
        anyField(23),
        anyWeekday,
        (change, minute, hour, weekday) => {
          const changeMinute = change.at.getTime() / 60_000;
          const begin = changeMinute - 30 * 60;
          const end = changeMinute + 30 * 60;
          const offsetAt = (at: number) => (at < changeMinute ? change.offsetBefore : change.offsetAfter);
          const [expected = []] = debianRuns([jobOf(minute, hour, weekday)], offsetAt, begin, end);
          const expression = `${minute.text} ${hour.text} * * ${weekday.text}`;
          const { instants } = runsBetween(
            { timing: { kind: 'cron', expression }, timeZone: change.zone },
            new Date(begin * 60_000 - 1),
            new Date(end * 60_000 - 1),
            10_000,
          );
          expect(
            instants.map((instant) => instant.getTime() / 60_000),
            expression,
          ).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each(zones)('of %s a fixed time in it, and beside it, runs as in the simulation', (zone) => {
    const own = changes.filter((change) => change.zone === zone);
    expect(own.length).toBeGreaterThan(0);
    for (const { at, offsetBefore, offsetAfter } of own) {
      const changeMinute = at.getTime() / 60_000;
      const [first, last] = [Math.min(offsetBefore, offsetAfter), Math.max(offsetBefore, offsetAfter) - 1];
      const span = 30 * 60;
      const offsetAt = (minute: number) => (minute < changeMinute ? offsetBefore : offsetAfter);
      for (const distance of [first - 1, first, Math.floor((first + last) / 2), last, last + 1]) {
        const wall = new Date((changeMinute + distance) * 60_000);
        const [minute, hour] = [wall.getUTCMinutes(), wall.getUTCHours()];
        const isDue = (wallMinute: number) => (wallMinute + 1440) % 1440 === hour * 60 + minute;
        const job: DebianJob = { wildcard: false, isDue };
        const [expected] = debianRuns([job], offsetAt, changeMinute - span, changeMinute + span);
        const schedule = {
          timing: { kind: 'cron' as const, expression: `${minute} ${hour} * * *` },
          timeZone: zone,
        };
        const begin = new Date((changeMinute - span) * 60_000 - 1);
        const { instants } = runsBetween(schedule, begin, new Date((changeMinute + span) * 60_000 - 1), 10);
        expect(
          instants.map((instant) => instant.getTime() / 60_000),
          `${schedule.timing.expression} at ${at.toISOString()}`,
        ).toEqual(expected);
      }
    }
  });

  it.each(['first', 'second', 'both'] as const)(
    'the way back is the way forward, with overlap %s',
    (overlap) => {
      const policy: ClockChangePolicy = { gap: 'run_after', overlap };
      // Every third, because each is walked twice minute by minute.
      for (const { zone, at } of changes.filter((_, index) => index % 3 === 0)) {
        for (const expression of ['10,50 0-23 * * *', '50 1 * * *', '20 */2 * * *']) {
          const schedule = { timing: { kind: 'cron' as const, expression }, timeZone: zone, ...policy };
          const begin = new Date(at.getTime() - 30 * 3_600_000);
          const end = new Date(at.getTime() + 30 * 3_600_000);
          const forward = runsBetween(schedule, begin, end, 1000).instants;
          const back: Date[] = [];
          let previous = previousRun(schedule, new Date(end.getTime() + 1));
          for (; previous !== null && previous > begin; previous = previousRun(schedule, previous))
            back.push(previous);
          expect(back.reverse(), `${expression} in ${zone} at ${at.toISOString()}`).toEqual(forward);
        }
      }
    },
  );
});
