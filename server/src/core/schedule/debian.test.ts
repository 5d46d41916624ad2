import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DebianJob, debianRuns } from '../../../bench/debian-cron.ts';
import { clockChanges, runsBetween } from '../schedule.ts';

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
});
