import { AnswerTimeout, ResponseTooLarge } from './response-limits.ts';

type RetryErrorInfo = {
  error?: unknown;
  errorType: 'THROTTLING' | 'TRANSIENT' | 'SERVER_ERROR' | 'CLIENT_ERROR';
  retryAfterHint?: Date;
};
type RetryToken = { getRetryCount(): number; getRetryDelay(): number };

const token = (count: number, delay: number): RetryToken => ({
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});

/**
 * A call that is not answered within its minute is tried once more. With all attempts, one service that hangs
 * would use up the time of the whole run, and everything else would have failed with it.
 */
const hangingAttempts = 2;

/**
 * Standard retries of the SDK's shape with full jitter (a random share of an exponential ceiling). The SDK's
 * own standard strategy shares one retry budget per client and gives up early when many calls are throttled
 * together; here every call has its attempts. Adaptive mode is not used: the token buckets do its work.
 */
export function retryStrategy(options: {
  maxAttempts: number;
  baseDelayMs: number;
  maxDelayMs: number;
  random: () => number;
  onThrottled?: () => void;
}) {
  return {
    mode: 'standard',
    async acquireInitialRetryToken(): Promise<RetryToken> {
      return token(0, 0);
    },
    async refreshRetryTokenForRetry(previous: RetryToken, info: RetryErrorInfo): Promise<RetryToken> {
      const count = previous.getRetryCount() + 1;
      const attempts =
        info.error instanceof AnswerTimeout
          ? Math.min(hangingAttempts, options.maxAttempts)
          : options.maxAttempts;
      if (!mayRetry(info) || count >= attempts) throw new Error('no attempts left');
      const base = info.errorType === 'THROTTLING' ? options.baseDelayMs * 4 : options.baseDelayMs;
      const ceiling = Math.min(options.maxDelayMs, base * 2 ** (count - 1));
      const hinted = info.retryAfterHint === undefined ? 0 : info.retryAfterHint.getTime() - Date.now();
      return token(count, Math.max(options.random() * ceiling, Math.min(hinted, options.maxDelayMs)));
    },
    recordSuccess(): void {},
  };
}

function mayRetry(info: RetryErrorInfo): boolean {
  if (info.error instanceof ResponseTooLarge) return false;
  return info.errorType !== 'CLIENT_ERROR' || info.error instanceof AnswerTimeout;
}
