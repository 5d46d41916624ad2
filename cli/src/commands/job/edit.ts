import { defineCommand, word } from '../../command.ts';
import { usage } from '../../errors.ts';
import { definitionFields, definitionOptions } from './definition-options.ts';
import { jobRecord, savedNote } from './view.ts';

export const command = defineCommand({
  name: 'edit',
  aliases: ['update'],
  summary: 'Change a job; only what is named changes',
  description:
    '--param adds to the configuration or replaces a part of it; --param name= takes it away. Refused when somebody else changed the job meanwhile.',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  options: definitionOptions,
  examples: [
    { command: 'infraudit job edit 7 --schedule "weekly mon 07:00"', does: 'another schedule' },
    {
      command: 'infraudit job edit 7 --retries 2 --retry-backoff 5m',
      does: 'tries twice more after a failure',
    },
    { command: 'infraudit job edit 7 --blackout "mon-fri 09:00-17:00"', does: 'not in working hours' },
  ],
  async run(context, { job: named, ...given }) {
    if (Object.values(given).every((value) => value === undefined)) {
      throw usage('Nothing to change was named', 'infraudit job edit --help shows what can be changed.');
    }
    const api = await context.api();
    const before = await api.call('getJob', { path: { id: named } });
    const fields = await definitionFields(api, given, before);
    const job = await api.call('updateJob', {
      path: { id: String(before.id) },
      body: { ...fields, version: before.version },
    });
    await context.print.record(job, jobRecord(context, job));
    savedNote(context, job, `infraudit job revisions ${job.id}`);
    return 0;
  },
});
