import { describe, expect, it } from 'vitest';
import { nextTime, type QuietHours, quietUntil } from './times.ts';

const nights: QuietHours = {
  from: '22:00',
  to: '07:00',
  timeZone: 'Europe/Berlin',
  days: [],
  urgent: 'critical',
};
const at = (iso: string) => new Date(iso);
const until = (quiet: QuietHours, iso: string, severity: 'critical' | 'high' | null = 'high') =>
  quietUntil(quiet, severity, at(iso))?.toISOString() ?? null;

describe('quiet hours', () => {
  // Berlin is at +02:00 in summer and at +01:00 in winter.
  it.each([
    ['before they begin', '2026-07-01T19:59:59Z', null],
    ['as they begin', '2026-07-01T20:00:00Z', '2026-07-02T05:00:00.000Z'],
    ['after midnight', '2026-07-02T01:00:00Z', '2026-07-02T05:00:00.000Z'],
    ['in the last minute', '2026-07-02T04:59:59Z', '2026-07-02T05:00:00.000Z'],
    ['when they are over', '2026-07-02T05:00:00Z', null],
    ['in winter, an hour later by UTC', '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['over the night in which the clock is put forward', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['over the night in which it is put back', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('%s', (_when, iso, end) => {
    expect(until(nights, iso)).toBe(end);
  });

  it('hold back nothing that is urgent', () => {
    expect(until(nights, '2026-07-02T01:00:00Z', 'critical')).toBeNull();
    expect(until({ ...nights, urgent: null }, '2026-07-02T01:00:00Z', 'critical')).not.toBeNull();
  });

  it('hold back what has no severity', () => {
    expect(until(nights, '2026-07-02T01:00:00Z', null)).toBe('2026-07-02T05:00:00.000Z');
  });

  it('may be within one day', () => {
    const lunch = { ...nights, from: '12:00', to: '13:00', timeZone: 'UTC' };
    expect(until(lunch, '2026-07-01T12:30:00Z')).toBe('2026-07-01T13:00:00.000Z');
    expect(until(lunch, '2026-07-01T13:00:00Z')).toBeNull();
    expect(until(lunch, '2026-07-01T02:00:00Z')).toBeNull();
  });

  it('that begin on a Friday last into Saturday, and no others', () => {
    const fridays: QuietHours = { ...nights, timeZone: 'UTC', days: ['fri'] };
    // 2026-07-03 is a Friday.
    expect(until(fridays, '2026-07-03T23:00:00Z')).toBe('2026-07-04T07:00:00.000Z');
    expect(until(fridays, '2026-07-04T06:00:00Z')).toBe('2026-07-04T07:00:00.000Z');
    expect(until(fridays, '2026-07-03T06:00:00Z')).toBeNull();
    expect(until(fridays, '2026-07-04T23:00:00Z')).toBeNull();
  });

  it('around the clock end at the same time of the next day', () => {
    const always = { ...nights, from: '00:00', to: '00:00', timeZone: 'UTC' };
    expect(until(always, '2026-07-01T00:00:00Z')).toBe('2026-07-02T00:00:00.000Z');
  });
});

describe('a time of day', () => {
  it('is today or tomorrow, in its zone', () => {
    expect(nextTime('07:00', 'UTC', at('2026-07-01T06:59:00Z')).toISOString()).toBe(
      '2026-07-01T07:00:00.000Z',
    );
    expect(nextTime('07:00', 'UTC', at('2026-07-01T07:00:00Z')).toISOString()).toBe(
      '2026-07-02T07:00:00.000Z',
    );
    expect(nextTime('07:00', 'Asia/Tokyo', at('2026-07-01T07:00:00Z')).toISOString()).toBe(
      '2026-07-01T22:00:00.000Z',
    );
  });
});
