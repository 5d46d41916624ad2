/**
 * Debian's cron, minute by minute, as its cron.c and cron(8) tell it: the daemon wakes every minute, looks how far
 * its virtual clock is from the wall clock, and decides by the size of the jump. It shares no code with
 * core/schedule, because it is what core/schedule is measured against.
 */
export type DebianJob = {
  /** Whether minute or hour begins with `*`. */
  wildcard: boolean;
  /** `wallMinute` counts minutes since 1970-01-01T00:00 on the wall clock. */
  isDue(wallMinute: number): boolean;
};

const minutesOfThreeHours = 180;
const fewMinutes = 5;

/**
 * The minutes (since 1970, in UTC) at which each job runs in [from, to). A job that is due several times in one
 * wake-up is listed once, because an occurrence is a job and an instant.
 */
export function debianRuns(
  jobs: readonly DebianJob[],
  offsetMinutesAt: (minute: number) => number,
  from: number,
  to: number,
): number[][] {
  const runs: number[][] = jobs.map(() => []);
  let virtual = from - 1 + offsetMinutesAt(from - 1);
  for (let minute = from; minute < to; minute++) {
    const wall = minute + offsetMinutesAt(minute);
    const runDue = (at: number, wildcards: boolean, fixed: boolean): void => {
      for (const [index, job] of jobs.entries()) {
        if ((job.wildcard ? wildcards : fixed) && job.isDue(at) && runs[index]?.at(-1) !== minute)
          runs[index]?.push(minute);
      }
    };
    const jump = wall - virtual;
    if (jump === 1) {
      virtual = wall;
      runDue(virtual, true, true);
    } else if (jump > minutesOfThreeHours || jump < -minutesOfThreeHours) {
      // A correction of the clock: the new time counts at once.
      virtual = wall;
      runDue(virtual, true, true);
    } else if (jump > 0) {
      const isMedium = jump > fewMinutes;
      if (isMedium) runDue(wall, true, false);
      for (; virtual < wall; virtual++) runDue(virtual + 1, !isMedium, true);
    } else {
      // The clock went back: fixed times have run already, until the clock has caught up.
      runDue(wall, true, false);
    }
  }
  return runs;
}
