import { choices, defineCommand, optionalWord, text } from '../../command.ts';
import { collect, limits, shownOf } from '../../lists.ts';
import { executionList } from './view.ts';

const statuses = [
  'queued',
  'running',
  'pending_approval',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
] as const;

export const command = defineCommand({
  name: 'executions',
  summary: 'Runs of a job, or of all jobs, newest first',
  positionals: {
    job: optionalWord('[job]', 'Id of the job, or its type; all jobs when absent', { completes: 'job' }),
  },
  options: {
    jobType: text('--job-type <type>', 'Only of jobs of these types; several with commas', {
      completes: 'job_type',
    }),
    status: choices('--status <status>', 'Only with these outcomes', statuses),
    ...limits,
  },
  examples: [
    { command: 'infraudit job executions resource_sync --limit 10', does: 'the last ten runs' },
    { command: 'infraudit job executions --status failed,skipped', does: 'what did not work, of all jobs' },
  ],
  async run(context, { job, jobType, status, limit, all }) {
    const api = await context.api();
    const filter = status === undefined ? {} : { status: status.join(',') };
    const { rows, total } = await collect({ limit, all }, (paging) =>
      job === undefined
        ? api.call('listExecutions', {
            query: { ...filter, ...(jobType === undefined ? {} : { job_type: jobType }), ...paging },
          })
        : api.call('listJobExecutions', { path: { id: job }, query: { ...filter, ...paging } }),
    );
    await context.print.list(rows, executionList(context));
    if (rows.length > 0)
      context.note(`\n${shownOf(rows.length, total, 'run')} · infraudit job log ${rows[0]?.id}`);
    return 0;
  },
});
