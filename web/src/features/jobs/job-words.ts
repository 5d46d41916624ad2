import { sentence } from '../../ui/words.ts';

/** How jobs, their policies and their runs read. All pure. */

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const triggers = ['schedule', 'manual', 'api', 'system', 'retry', 'undo'];

/** Who or what started a run: `its schedule`, `Ada Park`, `Ada Park, through the API`. */
export function startedBy(execution: { trigger: string; requested_by: string }): string {
  if (execution.trigger === 'schedule') return 'its schedule';
  if (execution.trigger === 'manual') return execution.requested_by;
  const how: Record<string, string> = {
    api: 'through the API',
    retry: 'as a retry',
    undo: 'to undo another run',
    system: 'by itself',
  };
  return `${execution.requested_by}, ${how[execution.trigger] ?? execution.trigger}`;
}

export const executionStatuses = [
  'queued',
  'running',
  'pending_approval',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
];

const skipReasons: Record<string, string> = {
  paused: 'the job was paused',
  overlap: 'the run before it was still open',
  missed: 'no scheduler was there to see it',
  too_late: 'it would have begun too late',
  blackout: 'it fell into a window without runs',
  dependency_unavailable: 'what it needs was not available',
  dependency_not_succeeded: 'a job that it waits for had not succeeded',
  job_type_removed: 'this version has no such job type',
  approver_gone: 'its approver is no longer a member who may approve',
  approval_rejected: 'its plan was rejected',
  approval_expired: 'nobody decided about its plan in time',
};

/** Of a code; a reason that is words already stays as it is. */
export function skipReason(code: string | null | undefined): string {
  if (code == null) return 'without a recorded reason';
  return skipReasons[code] ?? (/^[a-z_]+$/.test(code) ? sentence(code).toLowerCase() : code);
}

export type Choice = { value: string; label: string; words: string };

export const missedChoices: Choice[] = [
  { value: 'skip', label: 'Skip', words: 'Instants that nobody saw in time do not run; each is recorded.' },
  {
    value: 'latest',
    label: 'Run the latest',
    words: 'After an outage only the newest missed instant runs, if it is not too late.',
  },
  { value: 'all', label: 'Run all', words: 'Every missed instant runs, oldest first, at most 100 of them.' },
];

export const overlapChoices: Choice[] = [
  { value: 'skip', label: 'Skip', words: 'While a run is open, the next one is skipped and recorded.' },
  { value: 'queue', label: 'Queue', words: 'The next one waits and runs right after.' },
  { value: 'cancel_running', label: 'Stop the running one', words: 'The newer run takes its place.' },
  { value: 'allow', label: 'Allow', words: 'Runs may be open at the same time.' },
];

export const gapChoices: Choice[] = [
  {
    value: 'run_after',
    label: 'Run right after',
    words: 'A time that the clocks leave out in spring runs when the gap ends.',
  },
  {
    value: 'skip',
    label: 'Skip',
    words: 'A time that the clocks leave out in spring does not run that day.',
  },
];

export const repeatChoices: Choice[] = [
  {
    value: 'first',
    label: 'First time only',
    words: 'A time that comes twice in autumn runs once, at first.',
  },
  {
    value: 'second',
    label: 'Second time only',
    words: 'A time that comes twice in autumn runs at the second.',
  },
  { value: 'both', label: 'Both times', words: 'A time that comes twice in autumn runs twice.' },
];

export function choiceOf(choices: Choice[], value: string | null | undefined): Choice | undefined {
  return choices.find((choice) => choice.value === value);
}

/** Whole seconds as people say them: `90 s`, `15 min`, `6 h`, `2 days`. */
export function secondsWords(seconds: number): string {
  if (seconds === 0) return '0 s';
  if (seconds % 86_400 === 0) return seconds === 86_400 ? '1 day' : `${seconds / 86_400} days`;
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  if (seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

type Window = { days?: number[] | undefined; from: string; to: string };

/** `Mon, Tue 09:00 to 17:00`, or two dates. */
export function blackoutWords(window: Window): string {
  if (window.days === undefined)
    return `${window.from.slice(0, 16)} to ${window.to.slice(0, 16)}`.replaceAll('T', ' ');
  const days =
    window.days.length === 0 || window.days.length === 7
      ? 'Every day'
      : window.days.map((day) => (weekdays[day] ?? '').slice(0, 3)).join(', ');
  return `${days} ${window.from} to ${window.to}`;
}

/** The duration that one may expect: the median of the runs that succeeded; null while there are fewer than three. */
export function usualDuration(runs: { status: string; duration_ms: number | null }[]): number | null {
  const durations = runs
    .flatMap((run) => (run.status === 'succeeded' && run.duration_ms !== null ? [run.duration_ms] : []))
    .sort((a, b) => a - b);
  if (durations.length < 3) return null;
  return durations[Math.floor(durations.length / 2)] ?? null;
}

/** `about as long as usual`, `3.2 times the usual 4.0 s`; null when there is nothing to compare. */
export function againstUsual(
  milliseconds: number,
  usual: number | null,
  say: (milliseconds: number) => string,
): string | null {
  if (usual === null || usual === 0) return null;
  const factor = milliseconds / usual;
  if (factor > 1.5) return `${factor.toFixed(1)} times the usual ${say(usual)}`;
  if (factor < 0.5) return `shorter than the usual ${say(usual)}`;
  return `about the usual ${say(usual)}`;
}
