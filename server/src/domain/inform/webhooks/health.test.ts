import { describe, expect, test } from 'vitest';
import { afterAttempts, type Health, type HealthFact } from './health.ts';

const start = Date.UTC(2026, 4, 1);
const well: Health = { failuresInARow: 0, failingSince: null, lastStatus: null, lastAt: null };
const fact = (hours: number, more: Partial<HealthFact> = {}): HealthFact => ({
  event: 'drift.detected',
  status: 'failed',
  httpStatus: 500,
  endedAt: new Date(start + hours * 3_600_000),
  ...more,
});
const failures = (count: number, hoursApart: number) =>
  Array.from({ length: count }, (_, index) => fact(index * hoursApart));

describe('a webhook is paused', () => {
  test('after ten deliveries in a row that failed over a day', () => {
    expect(afterAttempts(well, failures(10, 3)).pause).toBe(
      '10 deliveries in a row failed, and nothing has arrived for 27 hours',
    );
  });
  test('as soon as it answers 410', () => {
    expect(afterAttempts(well, [fact(0, { httpStatus: 410 })]).pause).toBe('it answered 410 Gone');
  });
});

describe('a webhook is not paused', () => {
  test.each([
    ['after many failures within a day', failures(500, 0.01)],
    ['after nine failures over days', failures(9, 24)],
    [
      'when one arrived in between',
      [...failures(9, 3), fact(27, { status: 'sent', httpStatus: 200 }), ...failures(9, 3)],
    ],
    [
      'by attempts that are tried again',
      failures(30, 3).map((each) => ({ ...each, status: 'pending' as const })),
    ],
    ['by pings', failures(30, 3).map((each) => ({ ...each, event: 'ping' }))],
    ['when the last one arrived', [...failures(10, 3), fact(30, { status: 'sent', httpStatus: 200 })]],
    ['by what was not sent', failures(30, 3).map((each) => ({ ...each, status: 'suppressed' as const }))],
  ])('%s', (_words, facts) => {
    expect(afterAttempts(well, facts).pause).toBeNull();
  });
});

test('the failures of earlier batches count', () => {
  const { health } = afterAttempts(well, failures(9, 3));
  expect(health).toMatchObject({ failuresInARow: 9, lastStatus: 'failed', failingSince: new Date(start) });
  expect(afterAttempts(health, [fact(27)]).pause).not.toBeNull();
});
