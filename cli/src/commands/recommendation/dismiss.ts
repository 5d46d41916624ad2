import { defineCommand, id, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { recommendationRecord, withAlias } from './view.ts';

export const command = defineCommand({
  name: 'dismiss',
  summary: 'Dismiss it with a reason; it comes back only when something else is found',
  positionals: { id: id('Id of the recommendation', 'recommendation') },
  options: { reason: text('--reason <text>', 'Why, for those who ask later') },
  examples: [
    { command: 'infraudit recommendation dismiss 7 --reason "a public site"', does: 'dismisses it' },
    {
      command: 'infraudit recommendation dismiss 7 --reason "test account" -o json | jq .status',
      does: 'prints the new state',
    },
  ],
  async run(context, { id: recommendationId, reason }) {
    if (reason === undefined) throw usage('--reason is missing', 'Say why: --reason "a public site"');
    const api = await context.api();
    const detail = await api.call('dismissRecommendation', {
      path: { id: recommendationId },
      body: { reason },
    });
    await context.print.record(withAlias(detail), recommendationRecord(context, detail));
    context.closing(`Recommendation ${recommendationId} is ${detail.status}.`);
    return 0;
  },
});
