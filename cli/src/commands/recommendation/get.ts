import { defineCommand, id } from '../../command.ts';
import { recommendationRecord, withAlias } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One recommendation: steps with their commands, why, and what else changes',
  positionals: { id: id('Id of the recommendation', 'recommendation') },
  examples: [
    { command: 'infraudit recommendation get 7', does: 'shows what to do, in order' },
    {
      command: "infraudit recommendation get 7 -o json | jq -r '.steps[].commands[]'",
      does: 'only the commands',
    },
  ],
  async run(context, input) {
    const api = await context.api();
    const detail = await api.call('getRecommendation', { path: { id: input.id } });
    await context.print.record(withAlias(detail), recommendationRecord(context, detail));
    context.closing(api.web(`/recommendations/${detail.id}`));
    return 0;
  },
});
