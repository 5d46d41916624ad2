import { describe, expect, it } from 'vitest';
import { safeReturn } from '../src/app/paths.ts';
import { collisionsOf, marksOf } from '../src/features/jobs/timeline-marks.ts';
import { type Json, mergeTree } from '../src/ui/merge-tree.ts';
import { countdown, duration, percent, relative, shorten } from '../src/ui/words.ts';
import { clockChangeWords, hourMarks, instantOf, localText } from '../src/ui/zone-time.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

describe('words', () => {
  it.each([
    [now - 3_000, 'just now'],
    [now - 11 * minute, '11 min ago'],
    [now - 30 * hour, '30 h ago'],
    [now - 72 * hour, '3 days ago'],
    [now + 3 * hour, 'in 3 h'],
  ])('say how far away a moment is', (instant, words) => {
    expect(relative(instant, now)).toBe(words);
  });

  it.each([
    [840, '840 ms'],
    [12_400, '12.4 s'],
    [185_000, '3 min 5 s'],
    [72 * minute, '1 h 12 min'],
  ])('say how long something took', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  it('never round a coverage up to everything', () => {
    expect(percent(99.99)).toBe('99.9 %');
    expect(percent(100)).toBe('100 %');
  });

  it('count down to the second in the last hour', () => {
    expect(countdown(187_000)).toBe('03:07');
    expect(countdown(134 * minute)).toBe('2 h 14 min');
    expect(countdown(-1)).toBe('due now');
  });

  it('shorten an identifier in the middle and keep its end', () => {
    const short = shorten('arn:aws:iam::123456789012:role/very/long/path/InfraAudit', 30);
    expect(short).toHaveLength(30);
    expect(short.endsWith('path/InfraAudit')).toBe(true);
  });
});

describe('the address to return to', () => {
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', undefined, ''])(
    'is never elsewhere: %s',
    (to) => {
      expect(safeReturn(to)).toBe('/');
    },
  );
  it('is a page of the app', () => {
    expect(safeReturn('/drifts/7?full=1')).toBe('/drifts/7?full=1');
  });
});

describe('the hours of a zone', () => {
  it('begin where its own clocks say, also at half past of UTC', () => {
    const marks = hourMarks(now, now + 6 * hour, 'Asia/Kolkata', 3);
    expect(marks.map((mark) => mark.label)).toEqual(['18:00', '21:00']);
    expect(marks[0]?.instant).toBe(Date.parse('2026-11-21T12:30:00Z'));
  });

  it('find the instant of a local time, also where the clocks leave it out or bring it twice', () => {
    const zone = 'Europe/Berlin';
    expect(instantOf('2026-07-01T06:30', zone)).toBe(Date.parse('2026-07-01T04:30:00Z'));
    expect(instantOf('2027-03-28T02:30', zone)).toBe(Date.parse('2027-03-28T01:30:00Z'));
    expect(instantOf('2026-10-25T02:30', zone)).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(instantOf('not a time', zone)).toBeNull();
    expect(localText(Date.parse('2026-10-25T01:30:00Z'), zone)).toBe('2026-10-25T02:30');
    expect(clockChangeWords(60, 120)).toBe('clocks forward 60 min');
  });
});

describe('the timeline', () => {
  const run = (id: number, minutesAgo: number, status: string, reason: string | null = null) => ({
    execution_id: id,
    status,
    reason,
    start: new Date(now - minutesAgo * minute).toISOString(),
    end: new Date(now - minutesAgo * minute + 1_000).toISOString(),
    scheduled_for: new Date(now - minutesAgo * minute).toISOString(),
  });
  const job = (id: number, runs: ReturnType<typeof run>[]) => ({
    id,
    name: `job ${id}`,
    type: 'resource_sync',
    state: 'scheduled',
    runs,
    upcoming: [{ instant: new Date(now + hour).toISOString(), clock_change: null }],
    more: false,
  });
  const day = { from: now - 24 * hour, to: now + 24 * hour, now, timeZone: 'UTC' };
  const scale = (instant: number) => ((instant - day.from) / (48 * hour)) * 960;

  it('joins runs that would cover each other, and shows the worst of them', () => {
    const marks = marksOf(job(1, [run(1, 12, 'succeeded'), run(2, 6, 'failed')]), scale, day);
    expect(marks.map((mark) => [mark.outcome, mark.amount, mark.executionId])).toEqual([
      ['failed', 2, 2],
      ['coming', 1, null],
    ]);
    expect(marks[0]?.words).toContain('1 failed, 1 succeeded');
  });

  it('says why a run was skipped', () => {
    const [mark] = marksOf(job(1, [run(1, 300, 'skipped', 'overlap')]), scale, day);
    expect(mark?.words).toContain('the run before it was still open');
  });

  it('finds the minutes in which several jobs begin', () => {
    const jobs = [job(1, [run(1, 60, 'succeeded')]), job(2, [run(2, 90, 'succeeded')])];
    expect(collisionsOf(jobs, day.from, day.to)).toEqual([
      { instant: now + hour, names: ['job 1', 'job 2'] },
    ]);
  });
});

describe('two values side by side', () => {
  const kinds = (before: Json, after: Json) =>
    mergeTree(before, after).children.map((child) => `${child.label} ${child.kind}`);

  it('call same what only stands elsewhere in an array', () => {
    expect(kinds([{ a: 1 }, { b: 2 }], [{ b: 2 }, { a: 1 }])).toEqual(['1 same', '0 same']);
  });

  it('meet elements by their identity', () => {
    const before = [
      { Key: 'Team', Value: 'a' },
      { Key: 'Env', Value: 'x' },
    ];
    const after = [
      { Key: 'Env', Value: 'y' },
      { Key: 'Team', Value: 'a' },
    ];
    expect(kinds(before, after)).toEqual(['Key=Team same', 'Key=Env modified']);
  });

  it('tell a missing key from an empty one', () => {
    expect(kinds({ a: null }, {})).toEqual(['a removed']);
    expect(kinds({ a: null }, { a: null })).toEqual(['a same']);
  });
});
