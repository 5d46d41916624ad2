import { defineCommand, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { settled, tell } from './view.ts';

export const command = defineCommand({
  name: 'suggest-drift',
  summary: 'Ask for a change that ends a drift',
  positionals: { id: id('Id of the drift', 'drift') },
  options: {
    type: text('--type <type>', 'The kind of change, where several fit'),
    note: text('--note <text>', 'For those who decide'),
  },
  examples: [
    { command: 'infraudit remediation suggest-drift 12', does: 'plans it and says who may approve' },
    {
      command: 'infraudit remediation suggest-drift 12 --note "see incident 7"',
      does: 'with a word to who decides',
    },
  ],
  async run(context, { id: driftId, type, note }) {
    const api = await context.api();
    const body = { finding_type: 'drift' as const, finding_id: driftId, ...onlyGiven({ type, note }) };
    const made = await api.call('createRemediation', { body });
    await tell(context, api, await settled(context, api, made.id));
    return 0;
  },
});
