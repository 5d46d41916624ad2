import { defineCommand, word } from '../../command.ts';
import { statusTag } from '../../output/paint.ts';
import { duration, exactly } from '../../output/when.ts';
import { jobKeys } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One job',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  examples: [
    { command: 'infraudit job get drift_detection', does: 'schedule, next run and the last runs' },
    { command: 'infraudit job get 2 -o json | jq -r .next_run_at', does: 'the instant of the next run' },
  ],
  async run(context, { job: named }) {
    const api = await context.api();
    const job = await api.call('getJob', { path: { id: named } });
    const now = context.terminal.now();
    const last = job.last_execution;
    await context.print.record(job, {
      keys: [...jobKeys, 'recent'],
      text: (paint) =>
        context.print.fields([
          ['Job', `${job.name} (#${job.id}, ${job.type})`],
          ['Does', job.description],
          ['State', job.state_reason === null ? job.state : `${job.state}: ${job.state_reason}`],
          [
            'Schedule',
            job.schedule === null
              ? 'none'
              : `${job.schedule} ${job.time_zone}${job.schedule_words === null ? '' : `: ${job.schedule_words}`}`,
          ],
          ['Next run', job.next_run_at === null ? 'none' : exactly(job.next_run_at, now)],
          [
            'Last run',
            last === null
              ? 'never'
              : `${statusTag(last.status, paint)} execution ${last.id}, ${exactly(last.ended_at ?? last.started_at, now)}, ${duration(last.duration_ms)}`,
          ],
          ['Last error', last?.error],
          ['Recent', job.recent.map(({ status }) => statusTag(status, paint).replace(/ .*$/, '')).join(' ')],
        ]),
    });
    context.note(
      `${context.print.format === 'table' ? '\n' : ''}${api.web(`/jobs/${job.id}`)} · infraudit job trigger ${job.id} --wait`,
    );
    return 0;
  },
});
