import { describe, expect, it } from 'vitest';
import { choices, closest, count, id, instantOf } from './command.ts';
import { CliError } from './errors.ts';

describe('values on the command line', () => {
  it.each(['0', '-1', '1.5', 'x', '', '1e3', '99999999999999999999'])('refuses %j as an id', (raw) => {
    expect(() => id('Id').read(raw)).toThrow(CliError);
  });

  it('takes several of a closed set and names the nearest to a wrong one', () => {
    const option = choices('--severity <severity>', '', ['critical', 'high']);
    expect(option.read('high, critical')).toEqual(['high', 'critical']);
    expect(option.read(undefined)).toBeUndefined();
    expect(() => option.read('hihg')).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('Did you mean high?') }),
    );
  });

  it('bounds numbers', () => {
    const option = count('--limit <number>', '', { from: 1, to: 10 });
    expect(option.read('10')).toBe(10);
    expect(() => option.read('11')).toThrow('--limit must be a whole number from 1 to 10');
  });

  it.each([
    ['30m', '2026-11-21T11:30:00.000Z'],
    ['7d', '2026-11-14T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00.000Z'],
  ])('reads the time %s', (raw, instant) => {
    expect(instantOf('--at', raw, new Date('2026-11-21T12:00:00Z'))).toBe(instant);
  });

  it.each(['yesterday', '2026-13-01', '7'])('refuses %j as a time', (raw) => {
    expect(() => instantOf('--at', raw, new Date())).toThrow('is not a time');
  });
});

describe('the nearest word', () => {
  it.each([
    ['lsit', 'list'],
    ['ist', 'list'],
    ['detcet', 'detect'],
    ['xyz', undefined],
  ])('to %s is %s', (typed, word) => {
    expect(closest(typed, ['list', 'detect', 'get'])).toBe(word);
  });
});
