import type { Item } from '@infraudit/api-client';
import { defineCommand, word } from '../../command.ts';
import { exactly } from '../../output/when.ts';

type Revision = Item<'listJobRevisions'>;

export const command = defineCommand({
  name: 'revisions',
  summary: 'Every definition that a job had, and who changed it',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  examples: [
    { command: 'infraudit job revisions 7', does: 'what was changed, newest first' },
    {
      command: "infraudit job revisions 7 -o json | jq '.[0].changes'",
      does: 'the last change, field by field',
    },
  ],
  async run(context, { job: named }) {
    const api = await context.api();
    const { data } = await api.call('listJobRevisions', { path: { id: named } });
    const now = context.terminal.now();
    await context.print.list<Revision>(data, {
      keys: ['revision', 'at', 'changed_by', 'change', 'schedule_words', 'changes'],
      empty: 'This job was never changed.',
      columns: [
        { title: 'REVISION', value: ({ revision }) => String(revision), align: 'right' },
        { title: 'WHEN', value: ({ at }) => exactly(at, now) },
        { title: 'WHAT', value: ({ change }) => change.replaceAll('_', ' ') },
        {
          title: 'FIELDS',
          value: ({ changes }) => changes.map(({ field }) => field).join(', '),
          shrink: 'end',
        },
        { title: 'BY', value: ({ changed_by }) => changed_by, shrink: 'end' },
      ],
    });
    return 0;
  },
});
