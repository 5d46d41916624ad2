import { describe, expect, it } from 'vitest';
import { describeTiming, nextRun, runsBetween, scheduleProblem } from './schedule.ts';

const utc = (expression: string) => ({ timing: { kind: 'cron' as const, expression }, timeZone: 'UTC' });
const at = (iso: string) => new Date(iso);

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
    ['61 * * * *', /minute/i],
    ['* * *', /has 3$/],
    ['0 0 30 2 *', /never falls due/],
    ['hello', /has 1$/],
  ])('refuses %s and says why', (expression, reason) => {
    expect(scheduleProblem(utc(expression), at('2026-11-21T00:00:00Z'))).toMatch(reason);
  });

  it('refuses an unknown time zone', () => {
    expect(
      scheduleProblem({ ...utc('0 2 * * *'), timeZone: 'Mars/Base' }, at('2026-11-21T00:00:00Z')),
    ).not.toBeNull();
  });

  it('lists what fell due while nobody looked, oldest first and bounded', () => {
    const missed = runsBetween(utc('0 * * * *'), at('2026-11-21T00:00:00Z'), at('2026-11-21T03:30:00Z'), 2);
    expect(missed.instants.map((instant) => instant.toISOString())).toEqual([
      '2026-11-21T01:00:00.000Z',
      '2026-11-21T02:00:00.000Z',
    ]);
    expect(missed.more).toBe(true);
  });

  it('says itself in words', () => {
    expect(describeTiming({ kind: 'cron', expression: '0 2 * * *' })).toBe('At 02:00');
  });
});
