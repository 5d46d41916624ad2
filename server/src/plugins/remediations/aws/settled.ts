import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../core/errors.ts';
import type { AwsActingSession } from '../../providers/aws/session/acting-types.ts';

const usualPauseMs = 2_000;
const longestPauseMs = 20_000;

/**
 * Asks again until the vendor has done what it accepted: databases and clusters answer at once and change later.
 * Tells what it waits for each time. Ends when the session is told to stop, and throws when it takes longer than the
 * given minutes: what became of the change is unknown then, and the words say so.
 */
export async function settled(
  { signal, waits }: Pick<AwsActingSession, 'signal' | 'waits'>,
  isDone: () => Promise<boolean>,
  { what, minutes, pauseMs: first = usualPauseMs }: { what: string; minutes: number; pauseMs?: number },
): Promise<void> {
  const begun = performance.now();
  let pauseMs = first;
  while (!(await isDone())) {
    const waitedMs = performance.now() - begun;
    if (waitedMs >= minutes * 60_000) {
      throw new AppError(
        'upstream_failed',
        `${what}: AWS accepted the change and has not made it after ${minutes} minutes; whether it will is unknown, so read it again later`,
      );
    }
    waits(`${what}: AWS accepted the change and is making it, ${Math.round(waitedMs / 1000)} s so far`);
    await pause(pauseMs, undefined, { signal }).catch(() => {
      throw new AppError(
        'upstream_failed',
        `${what}: stopped while AWS was making the change it had accepted; what became of it is unknown`,
      );
    });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}
