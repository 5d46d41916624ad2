import type { Body } from '@infraudit/api-client';
import { defineCommand, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { askForJob } from './ask-for-job.ts';
import { definitionFields, definitionOptions } from './definition-options.ts';
import { jobRecord, savedNote } from './view.ts';

const nothing = { retry: { attempts: 0, backoff_seconds: 60 }, configuration: {} };

export const command = defineCommand({
  name: 'create',
  aliases: ['new'],
  summary: 'Make a job; it first runs at its next instant',
  description:
    'Asks for what is missing when it runs in a terminal. A job that changes connected systems needs an approver, who is asked before each run.',
  options: {
    type: text('--type <type>', 'Kind of job, see job types', { completes: 'job_type' }),
    ...definitionOptions,
  },
  examples: [
    {
      command:
        'infraudit job create --name "Night scan" --type drift_detection --schedule "daily 02:30" --time-zone Europe/Berlin',
      does: 'each night, at the same time of day all year',
    },
    {
      command:
        'infraudit job create --name "Hourly sync" --type resource_sync --schedule "0 * * * *" --param provider_id=1',
      does: 'one account, each hour',
    },
    { command: 'infraudit job create', does: 'asks for everything' },
  ],
  async run(context, { type, ...given }) {
    const api = await context.api();
    const isWhole = type !== undefined && given.name !== undefined && given.schedule !== undefined;
    if (!isWhole && !context.canAsk) {
      const missing = [
        given.name === undefined ? '--name' : '',
        type === undefined ? '--type' : '',
        given.schedule === undefined ? '--schedule' : '',
      ].filter((flag) => flag !== '');
      throw usage(
        `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
        'infraudit job types shows the types; a schedule is a cron expression or such as "daily 06:30".',
      );
    }
    const asked = isWhole ? { type } : await askForJob(context, api, { type, ...given });
    const fields = await definitionFields(api, { ...given, ...asked }, nothing);
    const body = { ...fields, type: asked.type } as Body<'createJob'>;
    const job = await api.call('createJob', { body });
    await context.print.record(job, jobRecord(context, job));
    savedNote(context, job, `infraudit job trigger ${job.id} --wait`);
    return 0;
  },
});
