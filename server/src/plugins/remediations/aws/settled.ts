import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../core/errors.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 20_000;

/**
 * Asks again until the vendor has done what it accepted: databases and clusters answer at once and change later.
 * The calls end when the session is told to stop. Throws when it takes longer than the given minutes.
 */
export async function settled(
  isDone: () => Promise<boolean>,
  { what, minutes }: { what: string; minutes: number },
): Promise<void> {
  let waitedMs = 0;
  let pauseMs = firstPauseMs;
  while (!(await isDone())) {
    if (waitedMs >= minutes * 60_000) {
      throw new AppError(
        'upstream_failed',
        `${what}: AWS accepted the change and has not made it after ${minutes} minutes; read it again later`,
      );
    }
    await pause(pauseMs);
    waitedMs += pauseMs;
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}
