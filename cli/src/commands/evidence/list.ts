import type { Item } from '@infraudit/api-client';
import { defineCommand, text } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { exactly } from '../../output/when.ts';

type Evidence = Item<'listEvidence'>;

export const command = defineCommand({
  name: 'list',
  summary: 'Sealed packages of evidence, newest first',
  options: {
    kind: text('--kind <kind>', 'Only of this kind of subject, such as job_execution'),
    subject: text('--subject <id>', 'Only of the subject with this id'),
    ...limits,
  },
  examples: [
    { command: 'infraudit evidence list', does: 'what was sealed last' },
    { command: 'infraudit evidence list --kind job_execution --subject 41', does: 'the evidence of one run' },
  ],
  async run(context, { kind, subject, ...options }) {
    const api = await context.api();
    const filter = {
      ...(kind === undefined ? {} : { subject_kind: kind }),
      ...(subject === undefined ? {} : { subject_id: subject }),
    };
    const { rows, total } = await collect(options, (paging) =>
      api.call('listEvidence', { query: { ...filter, ...paging } }),
    );
    const now = context.terminal.now();
    await context.print.list<Evidence>(rows, {
      keys: [
        'id',
        'subject',
        'record_count',
        'root_hash',
        'sealed_at',
        'sealed_by',
        'retain_until',
        'signature',
      ],
      empty: 'No evidence fits.',
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'SEALED', value: ({ sealed_at }) => exactly(sealed_at, now) },
        { title: 'OF', value: ({ subject: of }) => `${of.kind} ${of.id}` },
        { title: 'KEPT UNTIL', value: ({ retain_until }) => retain_until.slice(0, 10) },
        { title: 'RECORDS', value: ({ record_count }) => String(record_count), align: 'right' },
        { title: 'SIGNED BY KEY', value: ({ signature }) => signature?.key_id ?? 'not yet' },
      ],
    });
    sayHowMany(context, { rows, total }, 'package', () => 'infraudit evidence export ID takes one along');
    return 0;
  },
});
