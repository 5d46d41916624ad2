import { describe, expect, it } from 'vitest';
import { AnswerTimeout, ResponseTooLarge } from './response-limits.ts';
import { retryStrategy } from './retry.ts';

const strategy = (random = 1) =>
  retryStrategy({ maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 300, random: () => random });

async function delays(errorType: 'TRANSIENT' | 'THROTTLING', random?: number): Promise<number[]> {
  const retries = strategy(random);
  const seen: number[] = [];
  let token = await retries.acquireInitialRetryToken();
  for (let attempt = 0; attempt < 3; attempt++) {
    token = await retries.refreshRetryTokenForRetry(token, { errorType });
    seen.push(token.getRetryDelay());
  }
  await expect(retries.refreshRetryTokenForRetry(token, { errorType })).rejects.toThrow(/no attempts/);
  return seen;
}

describe('retries', () => {
  it('double their ceiling up to the limit and end after the attempts', async () => {
    expect(await delays('TRANSIENT')).toEqual([100, 200, 300]);
  });

  it('wait a random share of the ceiling', async () => {
    expect(await delays('TRANSIENT', 0.5)).toEqual([50, 100, 150]);
  });

  it('wait longer when throttled', async () => {
    expect(await delays('THROTTLING')).toEqual([300, 300, 300]);
  });

  it('are for what may pass by itself: a late answer yes, a refusal or an endless body no', async () => {
    const retries = strategy();
    const token = await retries.acquireInitialRetryToken();
    const retry = (error: unknown) =>
      retries.refreshRetryTokenForRetry(token, { errorType: 'CLIENT_ERROR', error });
    const second = await retry(new AnswerTimeout('late'));
    await expect(
      retries.refreshRetryTokenForRetry(second, {
        errorType: 'CLIENT_ERROR',
        error: new AnswerTimeout('late'),
      }),
    ).rejects.toThrow();
    await expect(retry(new Error('AccessDenied'))).rejects.toThrow();
    const endless = new ResponseTooLarge('too large');
    await expect(
      retries.refreshRetryTokenForRetry(token, { errorType: 'TRANSIENT', error: endless }),
    ).rejects.toThrow();
  });

  it('heed the hint of the service, within the limit', async () => {
    const retries = strategy(0);
    const token = await retries.acquireInitialRetryToken();
    const far = new Date(Date.now() + 60_000);
    const next = await retries.refreshRetryTokenForRetry(token, {
      errorType: 'THROTTLING',
      retryAfterHint: far,
    });
    expect(next.getRetryDelay()).toBe(300);
  });
});
