import type { Item } from '@infraudit/api-client';
import { choices, defineCommand, moment, text } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { statusTag } from '../../output/paint.ts';
import { exactly } from '../../output/when.ts';
import { plain, repaint } from '../provider/view.ts';

type Event = Item<'listAuditEvents'>;

export const command = defineCommand({
  name: 'list',
  summary: 'Who did what, newest first',
  options: {
    action: text('--action <action>', 'Only these actions, such as provider.connected; several with commas'),
    actor: text('--actor <who>', 'Only of this person or key'),
    targetType: text('--target-type <type>', 'Only about this kind of thing'),
    target: text('--target <id>', 'Only about the thing with this id'),
    outcome: choices('--outcome <outcome>', 'Only with these outcomes', [
      'succeeded',
      'failed',
      'skipped',
      'denied',
    ]),
    from: moment('--from <time>', 'Since then: 2026-11-21, 12h, 7d'),
    to: moment('--to <time>', 'Before then'),
    search: text('--search <text>', 'Only with this text'),
    ...limits,
  },
  examples: [
    { command: 'infraudit audit list --from 24h --outcome denied', does: 'refused attempts of the last day' },
    {
      command: 'infraudit audit list --target-type drift --target 12 -o csv > drift-12.csv',
      does: 'the story of a drift for an auditor',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = {
      ...(options.action === undefined ? {} : { action: options.action }),
      ...(options.actor === undefined ? {} : { actor: options.actor }),
      ...(options.targetType === undefined ? {} : { target_type: options.targetType }),
      ...(options.target === undefined ? {} : { target_id: options.target }),
      ...(options.outcome === undefined ? {} : { outcome: options.outcome.join(',') }),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...(options.search === undefined ? {} : { q: options.search }),
    };
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAuditEvents', { query: { ...query, ...paging } }),
    );
    const now = context.terminal.now();
    await context.print.list<Event>(rows, {
      keys: [
        'sequence',
        'at',
        'action',
        'actor',
        'target',
        'outcome',
        'detail',
        'request_id',
        'previous_hash',
        'hash',
      ],
      empty: 'No event fits.',
      columns: [
        { title: '#', value: ({ sequence }) => String(sequence), align: 'right' },
        { title: 'WHEN', value: ({ at }) => exactly(at, now) },
        { title: 'WHO', value: ({ actor }) => actor.label, shrink: 'end' },
        { title: 'ACTION', value: ({ action }) => action },
        { title: 'TARGET', value: ({ target }) => `${target.type} ${target.id}`, shrink: 'middle' },
        {
          title: 'OUTCOME',
          value: ({ outcome }) => statusTag(outcome, plain),
          paint: (cell, { outcome }, paint) => repaint(cell, outcome, paint),
        },
      ],
    });
    sayHowMany(
      context,
      { rows, total },
      'event',
      () => 'infraudit audit verify proves that none was changed',
    );
    return 0;
  },
});
