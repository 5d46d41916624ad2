import { defineCommand, word } from '../../command.ts';
import { exactly } from '../../output/when.ts';
import { jobKeys } from './view.ts';

export const command = defineCommand({
  name: 'disable',
  summary: 'Stop a job from running by itself',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  examples: [
    { command: 'infraudit job disable drift_detection', does: 'can still be run by hand' },
    { command: 'infraudit job disable 2 -o json | jq .state', does: 'prints the new state' },
  ],
  async run(context, { job: named }) {
    const api = await context.api();
    const job = await api.call('disableJob', { path: { id: named } });
    await context.print.record(job, { keys: jobKeys, text: () => `${job.name} is ${job.state}.\n` });
    context.note(
      job.next_run_at === null
        ? (job.state_reason ?? 'It has no next run.')
        : `Next run: ${exactly(job.next_run_at, context.terminal.now())}.`,
    );
    return 0;
  },
});
