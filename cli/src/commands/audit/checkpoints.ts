import type { Item } from '@infraudit/api-client';
import { defineCommand } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { exactly } from '../../output/when.ts';

type Checkpoint = Item<'listAuditCheckpoints'>;

export const command = defineCommand({
  name: 'checkpoints',
  summary: 'Signed statements about the log, newest first',
  description:
    'Each says which root the tree of the first events has. Keep one elsewhere, and nobody can rewrite what it covers without being found.',
  options: limits,
  examples: [
    { command: 'infraudit audit checkpoints', does: 'the newest statements' },
    {
      command: 'infraudit audit checkpoints --limit 1 -o json | jq -r ".[0].note"',
      does: 'the newest as a signed note, to be kept elsewhere',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAuditCheckpoints', { query: paging }),
    );
    const now = context.terminal.now();
    await context.print.list<Checkpoint>(rows, {
      keys: ['size', 'root_hash', 'signed_at', 'key_id', 'note'],
      empty: 'There is no checkpoint yet: the first follows within a minute of the first event.',
      columns: [
        { title: 'EVENTS', value: ({ size }) => size.toLocaleString('en'), align: 'right' },
        { title: 'SIGNED', value: ({ signed_at }) => exactly(signed_at, now) },
        { title: 'KEY', value: ({ key_id }) => key_id },
        { title: 'ROOT', value: ({ root_hash }) => root_hash, shrink: 'middle' },
      ],
    });
    sayHowMany(context, { rows, total }, 'checkpoint', () => 'infraudit audit verify checks each of them');
    return 0;
  },
});
