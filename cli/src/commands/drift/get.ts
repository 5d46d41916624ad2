import { defineCommand, id } from '../../command.ts';
import { driftDetailKeys, driftText } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One drift: what changed, who did it, why it matters',
  positionals: { id: id('Id of the drift', 'drift') },
  examples: [
    {
      command: 'infraudit drift get 12',
      does: 'shows the change as a diff, what was folded, and its history',
    },
    { command: "infraudit drift get 12 -o json | jq '.diff'", does: 'the changes for a program' },
  ],
  async run(context, input) {
    const api = await context.api();
    const drift = await api.call('getDrift', { path: { id: input.id } });
    await context.print.record(drift, {
      keys: driftDetailKeys,
      text: (paint) => driftText(context, drift, paint),
    });
    const next =
      drift.status === 'resolved'
        ? ''
        : ` · infraudit drift ${drift.status === 'detected' ? 'investigate' : 'resolve'} ${drift.id}`;
    context.closing(`${api.web(`/drifts/${drift.id}`)}${next}`);
    return 0;
  },
});
