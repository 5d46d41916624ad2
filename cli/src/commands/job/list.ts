import { choices, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { statusTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { ago, duration } from '../../output/when.ts';
import { plain, repaint } from '../provider/view.ts';
import { jobKeys, nextRunText } from './view.ts';

const states = ['scheduled', 'paused', 'disabled', 'unscheduled'] as const;

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'Jobs with their schedule, next run and last outcome',
  options: {
    state: choices('--state <state>', 'Only in these states', states),
    type: text('--type <type>', 'Only of these types; several with commas', { completes: 'job_type' }),
    search: text('--search <text>', 'Only with this text in the name or type'),
  },
  examples: [
    { command: 'infraudit job list', does: 'all jobs' },
    { command: 'infraudit job list --state paused,disabled', does: 'what does not run by itself' },
    {
      command: 'infraudit job list -o json | jq \'.[] | select(.last_execution.status=="failed")\'',
      does: 'jobs whose last run failed',
    },
  ],
  async run(context, { state, type, search }) {
    const api = await context.api();
    const query = onlyGiven({ state: state?.join(','), type, q: search });
    const { data } = await api.call('listJobs', { query });
    const now = context.terminal.now();
    await context.print.list(data, {
      keys: jobKeys,
      empty:
        Object.keys(query).length === 0 ? 'This organisation has no jobs.' : 'No job fits these filters.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id), align: 'right' },
        { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
        { title: 'TYPE', value: ({ type: of }) => of },
        { title: 'STATE', value: ({ display_status }) => display_status.toLowerCase() },
        {
          title: 'SCHEDULE',
          value: ({ schedule, schedule_words, time_zone }) =>
            schedule_words === null ? '' : `${schedule ?? schedule_words} ${time_zone}`,
          shrink: 'end',
        },
        { title: 'NEXT RUN', value: (job) => nextRunText(job, now), shrink: 'end' },
        {
          title: 'LAST RUN',
          value: ({ last_execution: last }) =>
            last === null
              ? 'never'
              : `${statusTag(last.status, plain)} ${ago(last.ended_at ?? last.started_at ?? last.queued_at, now)} ${duration(last.duration_ms)}`,
          paint: (cell, { last_execution: last }, paint) =>
            last === null ? cell : repaint(cell, last.status, paint),
        },
      ],
    });
    if (data.length > 0)
      context.closing(
        `${counted(data.length, 'job')} · infraudit job executions <id> · infraudit job trigger <id> --wait`,
      );
    return 0;
  },
});
