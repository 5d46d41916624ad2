import { defineCommand, text, word } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { jobRecord, savedNote } from './view.ts';

export const command = defineCommand({
  name: 'duplicate',
  summary: 'Make a job of your own from another one, disabled until you enable it',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  options: { name: text('--name <name>', 'Name of the new job') },
  examples: [
    { command: 'infraudit job duplicate 7', does: 'a copy, with "copy" in its name' },
    { command: 'infraudit job duplicate 7 --name "Weekly tags"', does: 'a copy with a name of its own' },
  ],
  async run(context, { job: named, name }) {
    const api = await context.api();
    const job = await api.call('duplicateJob', { path: { id: named }, body: onlyGiven({ name }) });
    await context.print.record(job, jobRecord(context, job));
    savedNote(context, job, `infraudit job edit ${job.id}`);
    return 0;
  },
});
