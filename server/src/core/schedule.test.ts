import { describe, expect, it } from 'vitest';
import {
  clockChanges,
  describeTiming,
  nextRun,
  previewRuns,
  previousRun,
  runsBetween,
  type Schedule,
  scheduleProblem,
  type Timing,
} from './schedule.ts';

const utc = (expression: string) => ({ timing: { kind: 'cron' as const, expression }, timeZone: 'UTC' });
const at = (iso: string) => new Date(iso);

/** The next runs in UTC, to the minute. */
function runs(schedule: Schedule, from: string, count: number): string[] {
  const found: string[] = [];
  for (
    let next = nextRun(schedule, at(from));
    next !== null && found.length < count;
    next = nextRun(schedule, next)
  ) {
    found.push(next.toISOString().slice(0, 16));
  }
  return found;
}
const inZone = (expression: string, timeZone: string): Schedule => ({
  timing: { kind: 'cron', expression },
  timeZone,
});

describe('a schedule', () => {
  it.each([
    ['0 */6 * * *', '2026-11-21T02:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['0 */4 * * *', '2026-11-21T02:00:00Z', '2026-11-21T04:00:00.000Z'],
    ['0 2 * * *', '2026-11-21T02:00:00Z', '2026-11-22T02:00:00.000Z'],
    ['0 3 * * *', '2026-11-21T02:00:00Z', '2026-11-21T03:00:00.000Z'],
    ['0 4 * * *', '2026-11-21T02:00:00Z', '2026-11-21T04:00:00.000Z'],
  ])('runs %s after %s at %s', (expression, after, expected) => {
    expect(nextRun(utc(expression), at(after))?.toISOString()).toBe(expected);
  });

  it('accepts a leading field of seconds', () => {
    expect(nextRun(utc('*/10 * * * * *'), at('2026-11-21T02:00:01Z'))?.toISOString()).toBe(
      '2026-11-21T02:00:10.000Z',
    );
  });

  it.each([
    ['61 * * * *', 'minute "61" must be from 0 to 59'],
    ['* 24 * * *', 'hour "24" must be from 0 to 23'],
    ['0 0 0 * *', 'day of month "0" must be from 1 to 31'],
    ['0 0 * 13 *', 'month "13" must be from 1 to 12 or JAN to DEC'],
    ['0 0 * * MUN', 'weekday "MUN" must be from 0 to 7 (0 and 7 are Sunday) or SUN to SAT'],
    ['60 0 0 * * *', 'second "60" must be from 0 to 59'],
    ['? 0 * * *', 'minute "?" must be from 0 to 59'],
    ['-5 * * * *', 'minute "-5" must be from 0 to 59'],
    ['1.5 * * * *', 'minute "1.5" must be from 0 to 59'],
    ['*/0 * * * *', 'minute "*/0" has a step that is not a number from 1 to 60'],
    ['*/61 * * * *', 'minute "*/61" has a step that is not a number from 1 to 60'],
    ['1-2-3 * * * *', 'minute "1-2-3" has more than one hyphen'],
    ['*/2/2 * * * *', 'minute "*/2/2" has more than one step'],
    ['0 0 1,,2 * *', 'day of month "1,,2" has a comma with nothing beside it'],
    ['0 22-2 * * *', 'hour "22-2" runs backwards: write 22-23,0-2'],
    ['0 0 * * 5-1', 'weekday "5-1" runs backwards: write 5-6,0-1'],
    ['0 0 * * 7-2', 'weekday "7-2" runs backwards: write 0-2'],
    ['0 0 * * L', 'weekday "L" needs the weekday that is the last of the month: 5L is the last Friday'],
    ['0 0 * * 5#6', 'weekday "5#6" must be from 0 to 7 (0 and 7 are Sunday) or SUN to SAT'],
    ['0 0 32W * *', 'day of month "32W" must be from 1 to 31'],
    ['* * *', 'must have 5 fields (minute hour day month weekday) or 6 with leading seconds, and has 3'],
    ['hello', 'must have 5 fields (minute hour day month weekday) or 6 with leading seconds, and has 1'],
    [
      '0 0 0 1 1 * 2027',
      'must have 5 fields (minute hour day month weekday) or 6 with leading seconds, and has 7',
    ],
    ['', 'is empty: write a cron expression such as 0 2 * * *'],
    [
      '@reboot',
      '"@reboot" is not known: known are @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly',
    ],
    ['0 0 30 2 *', 'never falls due: day 30 does not exist in February'],
    ['0 0 31 4,JUN *', 'never falls due: day 31 does not exist in April or June'],
    ['0 0 30W 2 *', 'never falls due: there is no such date'],
    ['0 0 * 2 1#5', 'is not due within 8 years: the first run would be on 2044-02-29'],
    ['0 '.repeat(300), 'is longer than 500 characters'],
  ])('refuses %j and says why', (expression, reason) => {
    expect(scheduleProblem(utc(expression), at('2026-11-21T00:00:00Z'))).toBe(reason);
  });

  it.each([
    [{ kind: 'daily', at: '24:00' }, 'at "24:00" must be a time of day from 00:00 to 23:59'],
    [{ kind: 'weekly', weekday: 7, at: '02:00' }, 'weekday 7 must be from 0 (Sunday) to 6 (Saturday)'],
    [{ kind: 'monthly', day: 0, at: '02:00' }, 'day 0 must be from 1 to 31'],
  ] as [Timing, string][])('refuses %j and says why', (timing, reason) => {
    expect(scheduleProblem({ timing, timeZone: 'UTC' }, at('2026-11-21T00:00:00Z'))).toBe(reason);
    expect(() => nextRun({ timing, timeZone: 'UTC' }, at('2026-11-21T00:00:00Z'))).toThrow(reason);
  });

  it.each([
    ['Europe/Berln', 'did you mean Europe/Berlin?'],
    ['berlin', 'did you mean Europe/Berlin?'],
    ['America/New York', 'did you mean America/New_York?'],
    ['Asia/Kolkatta', 'did you mean Asia/Kolkata?'],
    ['+02:00', 'write an IANA name such as Europe/Berlin'],
    ['Mars/Base', 'write an IANA name such as Europe/Berlin'],
    ['', 'write an IANA name such as Europe/Berlin'],
  ])('refuses the time zone %j and names the nearest', (timeZone, fix) => {
    expect(scheduleProblem({ ...utc('0 2 * * *'), timeZone }, at('2026-11-21T00:00:00Z'))).toBe(
      `time zone "${timeZone}" is not known: ${fix}`,
    );
  });

  it.each(['Europe/Kyiv', 'Asia/Calcutta', 'US/Eastern', 'europe/berlin', 'Etc/GMT-2', 'UTC'])(
    'knows %s',
    (timeZone) => {
      expect(scheduleProblem({ ...utc('0 2 * * *'), timeZone }, at('2026-11-21T00:00:00Z'))).toBeNull();
    },
  );

  it.each([
    ['* * * * * *', 60, 'runs again after 1 second, and at least 1 minute must lie between two runs'],
    ['0,50 0 * * * *', 60, 'runs again after 50 seconds, and at least 1 minute must lie between two runs'],
    ['30,0 59,0 * * * *', 60, 'runs again after 30 seconds, and at least 1 minute must lie between two runs'],
    ['0,59 * * * *', 300, 'runs again after 1 minute, and at least 5 minutes must lie between two runs'],
    ['0,59 0,23 * * *', 300, 'runs again after 1 minute, and at least 5 minutes must lie between two runs'],
    ['0,59 0,23 * * 1,3', 300, null],
    [
      '0,59 0,23 31,1 * *',
      300,
      'runs again after 1 minute, and at least 5 minutes must lie between two runs',
    ],
    ['0,59 0,23 28 2,3 *', 300, null],
    ['* * * * *', 60, null],
    ['* * * * *', 61, 'runs again after 1 minute, and at least 61 seconds must lie between two runs'],
    ['0 */6 * * *', 21_600, null],
    ['0 */5 * * *', 18_000, 'runs again after 4 hours, and at least 5 hours must lie between two runs'],
    ['0 0 * * *', 86_400, null],
    ['0 0 1 1 *', 604_800, null],
  ])('lets %s run at least every %i seconds apart, or not', (expression, minimumIntervalSeconds, reason) => {
    expect(scheduleProblem(utc(expression), at('2026-11-21T00:00:00Z'), { minimumIntervalSeconds })).toBe(
      reason,
    );
  });

  it.each([
    ['@hourly', ['11-21T01:00', '11-21T02:00']],
    ['@Daily', ['11-22T00:00', '11-23T00:00']],
    ['@midnight', ['11-22T00:00', '11-23T00:00']],
    ['@weekly', ['11-22T00:00', '11-29T00:00']],
    ['@monthly', ['12-01T00:00', '01-01T00:00']],
    ['@yearly', ['01-01T00:00', '01-01T00:00']],
    ['@annually', ['01-01T00:00', '01-01T00:00']],
    ['5/20 * * * *', ['11-21T00:05', '11-21T00:25', '11-21T00:45', '11-21T01:05']],
    ['0 0 * * FRI-SUN', ['11-22T00:00', '11-27T00:00', '11-28T00:00', '11-29T00:00']],
    ['0 0 * * 6-7', ['11-22T00:00', '11-28T00:00', '11-29T00:00']],
    ['0 0 ? jan,FEB sun', ['01-03T00:00', '01-10T00:00']],
    ['0 0 L * *', ['11-30T00:00', '12-31T00:00', '01-31T00:00', '02-28T00:00']],
    ['0 0 L-2 * *', ['11-28T00:00', '12-29T00:00', '01-29T00:00', '02-26T00:00']],
    ['0 0 LW * *', ['11-30T00:00', '12-31T00:00', '01-29T00:00', '02-26T00:00']],
    [
      '0 0 15W * *',
      ['12-15T00:00', '01-15T00:00', '02-15T00:00', '03-15T00:00', '04-15T00:00', '05-14T00:00'],
    ],
    [
      '0 0 1W * *',
      ['12-01T00:00', '01-01T00:00', '02-01T00:00', '03-01T00:00', '04-01T00:00', '05-03T00:00'],
    ],
    ['0 0 * * 5L', ['11-27T00:00', '12-25T00:00', '01-29T00:00']],
    ['0 0 * * FRI#L', ['11-27T00:00', '12-25T00:00', '01-29T00:00']],
    ['0 0 * * 1#1,3#2', ['12-07T00:00', '12-09T00:00', '01-04T00:00', '01-13T00:00']],
    ['0 0 * * 1#5', ['11-30T00:00', '03-29T00:00']],
    ['0 0 13 * 5', ['11-27T00:00', '12-04T00:00', '12-11T00:00', '12-13T00:00']],
    ['0 0 */10 * 0', ['11-22T00:00', '11-29T00:00', '12-01T00:00']],
    ['0 0 */1 * 0', ['11-22T00:00', '11-29T00:00', '12-06T00:00']],
    ['0 0 29 2 *', ['02-29T00:00', '02-29T00:00']],
  ])('reads %s', (expression, expected) => {
    const found = runs(utc(expression), '2026-11-21T00:00:00Z', expected.length);
    expect(found.map((run) => run.slice(5))).toEqual(expected);
  });

  it('finds a leap day across a century without one', () => {
    expect(runs(utc('0 0 29 2 *'), '2096-03-01T00:00:00Z', 2)).toEqual([
      '2104-02-29T00:00',
      '2108-02-29T00:00',
    ]);
    expect(scheduleProblem(utc('0 0 29 2 *'), at('2096-03-01T00:00:00Z'))).toBeNull();
    expect(previousRun(utc('0 0 29 2 *'), at('2104-02-29T00:00:00Z'))).toEqual(at('2096-02-29T00:00:00Z'));
  });

  it('that is monthly runs on the last day of a shorter month', () => {
    const monthly = (day: number): Schedule => ({
      timing: { kind: 'monthly', day, at: '06:00' },
      timeZone: 'UTC',
    });
    expect(runs(monthly(31), '2028-01-01T00:00:00Z', 4)).toEqual([
      '2028-01-31T06:00',
      '2028-02-29T06:00',
      '2028-03-31T06:00',
      '2028-04-30T06:00',
    ]);
    expect(runs(monthly(30), '2027-02-01T00:00:00Z', 2)).toEqual(['2027-02-28T06:00', '2027-03-30T06:00']);
  });

  it('counts from the instant after the one that is given, whatever its milliseconds', () => {
    const daily = utc('0 2 * * *');
    expect(nextRun(daily, at('2026-11-21T01:59:59.999Z'))).toEqual(at('2026-11-21T02:00:00Z'));
    expect(nextRun(daily, at('2026-11-21T02:00:00.000Z'))).toEqual(at('2026-11-22T02:00:00Z'));
    expect(previousRun(daily, at('2026-11-21T02:00:00.001Z'))).toEqual(at('2026-11-21T02:00:00Z'));
    expect(previousRun(daily, at('2026-11-21T02:00:00.000Z'))).toEqual(at('2026-11-20T02:00:00Z'));
  });

  it('has no run outside of the years that it knows', () => {
    const daily = utc('0 2 * * *');
    expect(nextRun(daily, new Date(8.64e15))).toBeNull();
    expect(previousRun(daily, new Date(-8.64e15))).toBeNull();
    expect(previewRuns(daily, new Date(8.64e15), 3)).toEqual([]);
    expect(nextRun(daily, new Date(-8.64e15))).toEqual(at('1800-01-01T02:00:00Z'));
  });

  it('lists what fell due while nobody looked, oldest first and bounded', () => {
    const missed = runsBetween(utc('0 * * * *'), at('2026-11-21T00:00:00Z'), at('2026-11-21T03:30:00Z'), 2);
    expect(missed.instants.map((instant) => instant.toISOString())).toEqual([
      '2026-11-21T01:00:00.000Z',
      '2026-11-21T02:00:00.000Z',
    ]);
    expect(missed.more).toBe(true);
    expect(runsBetween(utc('0 * * * *'), at('2026-11-21T00:00:00Z'), at('2026-11-21T01:00:00Z'), 1)).toEqual({
      instants: [at('2026-11-21T01:00:00Z')],
      more: false,
    });
  });

  it.each([
    [{ kind: 'cron', expression: '0 2 * * *' }, 'At 02:00'],
    [{ kind: 'cron', expression: '@WEEKLY' }, 'At 00:00, only on Sunday'],
    [{ kind: 'cron', expression: '0 0 * * FRI#L' }, 'At 00:00, on the last Friday of the month'],
    [{ kind: 'cron', expression: 'hello' }, 'hello'],
    [{ kind: 'daily', at: '02:30' }, 'Every day at 02:30'],
    [{ kind: 'weekly', weekday: 0, at: '02:30' }, 'Every Sunday at 02:30'],
    [{ kind: 'monthly', day: 1, at: '02:30' }, 'On day 1 of every month at 02:30'],
    [
      { kind: 'monthly', day: 31, at: '02:30' },
      'On day 31 of every month at 02:30, on the last day of months that are shorter',
    ],
  ] as [Timing, string][])('says %j in words', (timing, words) => {
    expect(describeTiming(timing)).toBe(words);
  });
});

describe('a clock change', () => {
  it('of half an hour moves a fixed time by what is left of it', () => {
    expect(runs(inZone('15 2 * * *', 'Australia/Lord_Howe'), '2026-10-03T00:00:00Z', 2)).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ]);
  });

  it('of two hours runs all the times that it leaves out once', () => {
    expect(runs(inZone('30 1,2 * * *', 'Antarctica/Troll'), '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-29T23:30',
    ]);
  });

  it('at midnight keeps the weekday of the time that is left out', () => {
    expect(runs(inZone('30 0 * * 0', 'America/Sao_Paulo'), '2018-11-01T00:00:00Z', 2)).toEqual([
      '2018-11-04T03:00',
      '2018-11-11T02:30',
    ]);
  });

  it('hides no run of the first pass from a search that begins in the second', () => {
    const sundays = inZone('50 1 * * 0', 'America/New_York');
    expect(previousRun(sundays, at('2026-11-01T06:40:00Z'))).toEqual(at('2026-11-01T05:50:00Z'));
    expect(nextRun({ ...sundays, overlap: 'second' }, at('2026-11-01T05:55:00Z'))).toEqual(
      at('2026-11-01T06:50:00Z'),
    );
  });

  it('of three hours is a correction forward and a change of season back', () => {
    const casey = inZone('30 2 * * *', 'Antarctica/Casey');
    expect(runs(casey, '2019-10-03T00:00:00Z', 2)).toEqual(['2019-10-03T18:30', '2019-10-04T15:30']);
    expect(runs(inZone('0 4 * * *', 'Antarctica/Casey'), '2019-10-03T00:00:00Z', 1)).toEqual([
      '2019-10-04T17:00',
    ]);
    expect(runs(inZone('30 1 * * *', 'Antarctica/Casey'), '2020-03-07T12:00:00Z', 2)).toEqual([
      '2020-03-07T14:30',
      '2020-03-08T17:30',
    ]);
  });

  it('of a whole day is a correction: the day that was left out has no run', () => {
    expect(runs(inZone('0 12 * * *', 'Pacific/Apia'), '2011-12-29T12:00:00Z', 2)).toEqual([
      '2011-12-29T22:00',
      '2011-12-30T22:00',
    ]);
  });

  it('is told with its offsets', () => {
    expect(clockChanges('Europe/Berlin', at('2026-01-01T00:00:00Z'), at('2026-10-25T01:00:00Z'))).toEqual([
      { at: at('2026-03-29T01:00:00Z'), offsetBefore: 60, offsetAfter: 120 },
      { at: at('2026-10-25T01:00:00Z'), offsetBefore: 120, offsetAfter: 60 },
    ]);
    expect(clockChanges('Asia/Kathmandu', at('1985-01-01T00:00:00Z'), at('1987-01-01T00:00:00Z'))).toEqual([
      { at: at('1985-12-31T18:30:00Z'), offsetBefore: 330, offsetAfter: 345 },
    ]);
    expect(clockChanges('Africa/Monrovia', at('1972-01-01T00:00:00Z'), at('1973-01-01T00:00:00Z'))).toEqual([
      { at: at('1972-01-07T00:44:30Z'), offsetBefore: -44.5, offsetAfter: 0 },
    ]);
    expect(() => clockChanges('Mars/Base', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toThrow(
      'time zone "Mars/Base" is not known',
    );
  });

  it('is marked in a preview', () => {
    const marks = (schedule: Schedule, from: string, count: number) =>
      previewRuns(schedule, at(from), count).map(({ local, clockChange, note }) => [
        local,
        clockChange,
        note,
      ]);
    const halfPastTwo = inZone('30 2 * * *', 'Europe/Berlin');
    expect(marks(halfPastTwo, '2026-03-28T12:00:00Z', 2)).toEqual([
      [
        '2026-03-29T03:00:00+02:00',
        'moved_by_gap',
        '02:30 does not exist on 2026-03-29: runs right after the clock change',
      ],
      ['2026-03-30T02:30:00+02:00', null, null],
    ]);
    expect(marks({ ...halfPastTwo, gap: 'skip' }, '2026-03-28T12:00:00Z', 1)).toEqual([
      ['2026-03-29T03:00:00+02:00', 'skipped_by_gap', '02:30 does not exist on 2026-03-29: does not run'],
      ['2026-03-30T02:30:00+02:00', null, null],
    ]);
    expect(marks(halfPastTwo, '2026-10-24T12:00:00Z', 1)).toEqual([
      [
        '2026-10-25T02:30:00+02:00',
        'first_of_overlap',
        '02:30 comes twice on 2026-10-25: this is the first, and the only one that runs',
      ],
    ]);
    expect(marks({ ...halfPastTwo, overlap: 'second' }, '2026-10-24T12:00:00Z', 1)).toEqual([
      [
        '2026-10-25T02:30:00+01:00',
        'second_of_overlap',
        '02:30 comes twice on 2026-10-25: this is the second, and the only one that runs',
      ],
    ]);
    expect(
      marks({ ...halfPastTwo, overlap: 'both' }, '2026-10-24T12:00:00Z', 2).map(([, mark]) => mark),
    ).toEqual(['first_of_overlap', 'second_of_overlap']);
    expect(marks(inZone('0-50/10 2 * * *', 'Europe/Berlin'), '2026-03-28T12:00:00Z', 1)).toEqual([
      [
        '2026-03-29T03:00:00+02:00',
        'moved_by_gap',
        '02:00, 02:10, 02:20 and more do not exist on 2026-03-29: runs right after the clock change',
      ],
    ]);
  });
});
