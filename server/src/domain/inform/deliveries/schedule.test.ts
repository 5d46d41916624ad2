import { expect, test } from 'vitest';
import type { SendOutcome } from './delivery.ts';
import { afterAttempt } from './schedule.ts';

const endedAt = new Date('2026-05-01T10:00:00Z');
const later = (seconds: number) => new Date(endedAt.getTime() + seconds * 1000);
const retry: SendOutcome = { outcome: 'retry', reason: 'it answered 500' };

test('what arrived is over', () => {
  expect(afterAttempt({ outcome: 'sent' }, 1, endedAt)).toEqual({ status: 'sent', nextAttemptAt: null });
});

test.each([
  [1, 300],
  [2, 1800],
  [3, 7200],
])('after attempt %i that failed the next one follows in %i s', (attempt, seconds) => {
  expect(afterAttempt(retry, attempt, endedAt)).toEqual({ status: 'pending', nextAttemptAt: later(seconds) });
});

test('the fourth that fails is the last', () => {
  expect(afterAttempt(retry, 4, endedAt)).toEqual({ status: 'failed', nextAttemptAt: null });
});

test('what is given up or must not be sent is not tried again', () => {
  expect(afterAttempt({ outcome: 'give_up', reason: 'gone' }, 1, endedAt).status).toBe('failed');
  expect(afterAttempt({ outcome: 'suppressed', reason: 'disabled' }, 1, endedAt).status).toBe('suppressed');
});

test.each([
  ['shorter than the schedule: the schedule counts', 1, 10, 300],
  ['longer than the schedule: the receiver counts', 1, 900, 900],
  ['longer than two hours: two hours', 1, 86_400, 7200],
])('Retry-After %s', (_words, attempt, retryAfterSeconds, seconds) => {
  expect(afterAttempt({ ...retry, retryAfterSeconds }, attempt, endedAt).nextAttemptAt).toEqual(
    later(seconds),
  );
});

test('Retry-After makes no further attempt', () => {
  expect(afterAttempt({ ...retry, retryAfterSeconds: 60 }, 4, endedAt).status).toBe('failed');
});
