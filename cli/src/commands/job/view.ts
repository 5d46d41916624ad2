import type { Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { statusTag } from '../../output/paint.ts';
import type { ListView } from '../../output/printer.ts';
import { ago, duration } from '../../output/when.ts';
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
  'state',
  'state_reason',
  'schedule',
  'schedule_words',
  'time_zone',
  'next_run_at',
  'last_execution',
  'created_at',
] as const satisfies readonly (keyof Job)[];

/** The next run and why there is none, in one cell. */
export function nextRunText(job: Job, now: Date): string {
  return job.next_run_at === null ? (job.state_reason ?? 'not scheduled') : ago(job.next_run_at, now);
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
