import { defineCommand, word } from '../../command.ts';
import { jobDetailKeys, jobText } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One job: schedule, next run, policies and the last runs',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  examples: [
    { command: 'infraudit job get drift_detection', does: 'schedule, next run and the last runs' },
    { command: 'infraudit job get 2 -o json | jq -r .next_run_at', does: 'the instant of the next run' },
  ],
  async run(context, { job: named }) {
    const api = await context.api();
    const job = await api.call('getJob', { path: { id: named } });
    await context.print.record(job, {
      keys: jobDetailKeys,
      text: (paint) => jobText(context, job, paint),
    });
    context.closing(`${api.web(`/jobs/${job.id}`)} · infraudit job trigger ${job.id} --wait`);
    return 0;
  },
});
