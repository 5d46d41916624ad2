import { defineCommand, flag, word } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete a job of yours; its runs stay on record',
  description: 'The jobs of the platform cannot be deleted, only disabled.',
  positionals: { job: word('<job>', 'Id of the job', { completes: 'job' }) },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit job delete 7', does: 'asks first' },
    { command: 'infraudit job rm 7 --yes', does: 'for scripts' },
  ],
  async run(context, { job: named, yes }) {
    const api = await context.api();
    const job = await api.call('getJob', { path: { id: named } });
    if (!(await context.confirm(`Delete the job ${job.name}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteJob', { path: { id: String(job.id) } });
    context.note(`${job.name} is deleted. Its runs: infraudit execution list --job-type ${job.type}`);
    return 0;
  },
});
