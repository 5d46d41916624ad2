import { expect, it } from 'vitest';
import { ago, duration, exactly, since } from './when.ts';

const now = new Date('2026-11-21T12:00:00Z');

it.each([
  [null, 'never'],
  ['2026-11-21T11:59:55Z', 'just now'],
  ['2026-11-21T11:59:18Z', '42 s ago'],
  ['2026-11-21T11:49:00Z', '11 min ago'],
  ['2026-11-21T09:00:00Z', '3 h ago'],
  ['2026-11-09T12:00:00Z', '12 d ago'],
  ['2026-11-21T14:00:00Z', 'in 2 h'],
])('%s is %s', (instant, words) => {
  expect(ago(instant, now)).toBe(words);
});

it('says since when without the word', () => {
  expect(since('2026-11-21T11:49:00Z', now)).toBe('11 min');
  expect(since(null, now)).toBe('');
});

it('gives the exact instant beside the relative one', () => {
  expect(exactly('2026-11-21T11:49:00.123Z', now)).toBe('2026-11-21T11:49:00Z (10 min ago)');
});

it.each([
  [null, ''],
  [412, '412 ms'],
  [8240, '8.2 s'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
])('a duration of %s ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
