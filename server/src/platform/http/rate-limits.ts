import type { Clock } from '../clock.ts';

export type RateLimit = { requests: number; windowSeconds: number };
/** `reset` is a Unix time in seconds; `retryAfterSeconds` is set when the call is one too many. */
export type RateVerdict = {
  limit: number;
  remaining: number;
  reset: number;
  retryAfterSeconds: number | undefined;
};

const maxKeys = 50_000;

/**
 * Counts calls per key in fixed windows, in the memory of this process: with several processes each has its
 * own count, so the limit of the whole is their sum.
 */
export function rateLimiter(clock: Clock): { take(key: string, rule: RateLimit): RateVerdict } {
  const windows = new Map<string, { used: number; endsAt: number }>();

  function forgetEnded(now: number): void {
    for (const [key, window] of windows) if (window.endsAt <= now) windows.delete(key);
    // Under a flood of new keys the oldest give way: memory is bounded, the limit is not exact any more.
    for (const key of windows.keys()) {
      if (windows.size < maxKeys) break;
      windows.delete(key);
    }
  }

  return {
    take(key, rule) {
      const now = clock.now().getTime();
      let window = windows.get(key);
      if (window === undefined || window.endsAt <= now) {
        if (windows.size >= maxKeys) forgetEnded(now);
        window = { used: 0, endsAt: now + rule.windowSeconds * 1000 };
        windows.delete(key);
        windows.set(key, window);
      }
      window.used++;
      const over = window.used > rule.requests;
      return {
        limit: rule.requests,
        remaining: Math.max(0, rule.requests - window.used),
        reset: Math.ceil(window.endsAt / 1000),
        retryAfterSeconds: over ? Math.max(1, Math.ceil((window.endsAt - now) / 1000)) : undefined,
      };
    },
  };
}
