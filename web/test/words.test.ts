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
