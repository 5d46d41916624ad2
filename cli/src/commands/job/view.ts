import type { Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { type Paint, statusTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { ago, duration, exactly } from '../../output/when.ts';
import { executionKeys } from '../../wait.ts';
import { plain, repaint } from '../provider/view.ts';

export type Job = Item<'listJobs'>;
export type ExecutionRow = Item<'listExecutions'>;

export const jobKeys = [
  'id',
  'type',
  'name',
  'description',
  'platform',
  'acts',
  'state',
  'state_reason',
  'display_status',
  'schedule',
  'schedule_words',
  'timing',
  'time_zone',
  'next_run_at',
  'last_execution',
  'created_at',
] as const satisfies readonly (keyof Job)[];

export const jobDetailKeys = [
  ...jobKeys,
  'configuration',
  'approver',
  'gap',
  'overlap_at_clock_change',
  'missed_policy',
  'maximum_lateness_seconds',
  'overlap_policy',
  'jitter_seconds',
  'blackout',
  'depends_on',
  'timeout_seconds',
  'retry',
  'created_by',
  'version',
  'recent',
] as const satisfies readonly (keyof Job)[];

/** The next run and why there is none, in one cell. */
export function nextRunText(job: Job, now: Date): string {
  return job.next_run_at === null ? (job.state_reason ?? 'not scheduled') : ago(job.next_run_at, now);
}

export const jobRecord = (context: Context, job: Job): RecordView<Job> => ({
  keys: jobDetailKeys,
  text: (paint) => jobText(context, job, paint),
});

/** Below a job that was saved: when it runs next, and what one might do now. */
export function savedNote(context: Context, job: Job, next: string): void {
  const run =
    job.next_run_at === null
      ? (job.state_reason ?? 'It has no next run')
      : `Next run ${exactly(job.next_run_at, context.terminal.now())}`;
  context.closing(`${run} · ${next}`);
}

export function jobText(context: Context, job: Job, paint: Paint): string {
  const now = context.terminal.now();
  const last = job.last_execution;
  return context.print.fields([
    ['Job', `${job.name} (#${job.id}, ${job.type})`],
    ['Does', job.description],
    ['Configured', configurationText(job.configuration)],
    [
      'State',
      `${job.display_status.toLowerCase()}${job.state_reason === null ? '' : `: ${job.state_reason}`}`,
    ],
    ['Schedule', scheduleText(job)],
    ['Next run', job.next_run_at === null ? 'none' : exactly(job.next_run_at, now)],
    ['Approver', job.acts ? (job.approver?.email ?? 'nobody any more') : null],
    ...policyFields(job),
    [
      'Last run',
      last === null
        ? 'never'
        : `${statusTag(last.status, paint)} execution ${last.id}, ${exactly(last.ended_at ?? last.started_at, now)}, ${duration(last.duration_ms)}`,
    ],
    ['Last error', last?.error],
    ['Recent', job.recent.map(({ status }) => statusTag(status, paint).replace(/ .*$/, '')).join(' ')],
    ['Made by', job.platform ? 'the platform' : job.created_by],
    ['Version', String(job.version)],
  ]);
}

const configurationText = (configuration: Job['configuration']): string | null =>
  Object.entries(configuration)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ') || null;

function scheduleText({ schedule, schedule_words, time_zone }: Job): string {
  if (schedule_words === null) return schedule ?? 'none';
  return schedule === null
    ? `${schedule_words}, ${time_zone}`
    : `${schedule} ${time_zone}: ${schedule_words}`;
}

/** Only what differs from what a job has when nothing is said. */
function policyFields(job: Job): [string, string | null][] {
  const { retry, blackout, depends_on: dependsOn } = job;
  return [
    [
      'Missed runs',
      job.missed_policy === 'latest' && job.maximum_lateness_seconds === 3600
        ? null
        : `${job.missed_policy}, at most ${spanText(job.maximum_lateness_seconds)} late`,
    ],
    ['Overlap', job.overlap_policy === 'skip' ? null : job.overlap_policy.replaceAll('_', ' ')],
    [
      'Clock change',
      job.gap === 'run_after' && job.overlap_at_clock_change === 'first'
        ? null
        : `left-out time ${job.gap.replaceAll('_', ' ')}, repeated time ${job.overlap_at_clock_change}`,
    ],
    ['Jitter', job.jitter_seconds === 0 ? null : `up to ${spanText(job.jitter_seconds)}`],
    ['Time limit', job.timeout_seconds === null ? null : spanText(job.timeout_seconds)],
    [
      'Retries',
      retry.attempts === 0 ? null : `${retry.attempts}, the first after ${spanText(retry.backoff_seconds)}`,
    ],
    [
      'Depends on',
      dependsOn
        .map(({ job_id, within_seconds }) => `job ${job_id} within ${spanText(within_seconds)}`)
        .join(', ') || null,
    ],
    ['Not during', blackout.map(windowText).join(', ') || null],
  ];
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function windowText(window: Job['blackout'][number]): string {
  if (!('days' in window)) return `${window.from} to ${window.to}`;
  return `${window.days.map((day) => dayNames[day]).join(' ')} ${window.from}-${window.to}`;
}

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;

/** `90` → `90s`, `3600` → `1h`: as the options take it. */
function spanText(seconds: number): string {
  const unit = units.find(([, size]) => seconds > 0 && seconds % size === 0);
  return unit === undefined ? `${seconds}s` : `${seconds / unit[1]}${unit[0]}`;
}

export function executionList(context: Context): ListView<ExecutionRow> {
  const now = context.terminal.now();
  return {
    keys: executionKeys,
    empty: 'No runs yet. Start one: infraudit job trigger <id>',
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'JOB', value: ({ job_name }) => job_name, shrink: 'end' },
      {
        title: 'STATUS',
        value: ({ status }) => statusTag(status, plain),
        paint: (cell, { status }, paint) => repaint(cell, status, paint),
      },
      {
        title: 'STARTED',
        value: ({ started_at, queued_at }) =>
          started_at === null ? `queued ${ago(queued_at, now)}` : ago(started_at, now),
      },
      { title: 'TOOK', value: ({ duration_ms }) => duration(duration_ms), align: 'right' },
      { title: 'FINDINGS', value: ({ findings_count }) => String(findings_count), align: 'right' },
      {
        title: 'BY',
        value: ({ trigger, requested_by }) => (trigger === 'schedule' ? 'schedule' : requested_by),
        shrink: 'end',
      },
      { title: 'ERROR', value: ({ error }) => error ?? '', shrink: 'end', whenSet: true },
    ],
  };
}
