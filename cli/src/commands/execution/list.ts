import { choices, defineCommand, moment, optionalWord, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { executionList } from '../job/view.ts';

const statuses = [
  'queued',
  'running',
  'pending_approval',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
] as const;
const triggers = ['schedule', 'manual', 'api', 'system', 'retry', 'undo'] as const;

/** Under two names: `infraudit execution list` and `infraudit job executions`. */
export const executionsCommand = (name: string, aliases: readonly string[], path: string) =>
  defineCommand({
    name,
    aliases,
    summary: 'Runs of a job, or of all jobs, newest first',
    positionals: {
      job: optionalWord('[job]', 'Id of the job, or its type; all jobs when absent', { completes: 'job' }),
    },
    options: {
      jobType: text('--job-type <type>', 'Only of jobs of these types; several with commas', {
        completes: 'job_type',
      }),
      status: choices('--status <status>', 'Only with these outcomes', statuses),
      trigger: choices('--trigger <trigger>', 'Only asked for in these ways', triggers),
      from: moment('--from <time>', 'Asked for since then: 2026-11-21, 12h, 7d'),
      to: moment('--to <time>', 'Asked for before then'),
      ...limits,
    },
    examples: [
      { command: `infraudit ${path} resource_sync --limit 10`, does: 'the last ten runs' },
      { command: `infraudit ${path} --status failed,skipped --from 7d`, does: 'what did not work this week' },
      { command: `infraudit ${path} --job-type drift_detection -o json`, does: 'by type, for a script' },
    ],
    async run(context, { job, jobType, status, trigger, from, to, limit, all }) {
      const api = await context.api();
      const filter = onlyGiven({ status: status?.join(','), trigger: trigger?.join(','), from, to });
      const { rows, total } = await collect({ limit, all }, (paging) =>
        job === undefined
          ? api.call('listExecutions', {
              query: { ...filter, ...onlyGiven({ job_type: jobType }), ...paging },
            })
          : api.call('listJobExecutions', { path: { id: job }, query: { ...filter, ...paging } }),
      );
      await context.print.list(rows, executionList(context));
      sayHowMany(context, { rows, total }, 'run', ({ id }) => `infraudit execution get ${id}`);
      return 0;
    },
  });

export const command = executionsCommand('list', ['ls'], 'execution list');
