import { defineCommand } from '../../command.ts';
import { statusTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { ago, duration } from '../../output/when.ts';
import { plain, repaint } from '../provider/view.ts';
import { jobKeys, nextRunText } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Jobs with their schedule, next run and last outcome',
  examples: [
    { command: 'infraudit job list', does: 'all jobs' },
    {
      command: 'infraudit job list -o json | jq \'.[] | select(.last_execution.status=="failed")\'',
      does: 'jobs whose last run failed',
    },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listJobs');
    const now = context.terminal.now();
    await context.print.list(data, {
      keys: jobKeys,
      empty: 'This organisation has no jobs.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id), align: 'right' },
        { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
        { title: 'TYPE', value: ({ type }) => type },
        { title: 'STATE', value: ({ state }) => state },
        {
          title: 'SCHEDULE',
          value: ({ schedule, time_zone }) => (schedule === null ? '' : `${schedule} ${time_zone}`),
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
      context.note(
        `\n${counted(data.length, 'job')} · infraudit job executions <id> · infraudit job trigger <id> --wait`,
      );
    return 0;
  },
});
