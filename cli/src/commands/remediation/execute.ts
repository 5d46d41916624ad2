import { defineCommand, flag, id } from '../../command.ts';
import { settled, tell } from './view.ts';

export const command = defineCommand({
  name: 'execute',
  summary: 'Make an approved change, where that is not done by itself',
  positionals: { id: id('Id of the remediation', 'remediation') },
  options: { wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed') },
  examples: [
    { command: 'infraudit remediation execute 12', does: 'starts it and goes on' },
    { command: 'infraudit remediation execute 12 --wait', does: 'says whether the finding is gone' },
  ],
  async run(context, { id: remediationId, wait }) {
    const api = await context.api();
    const row = await api.call('executeRemediation', { path: { id: remediationId } });
    if (!wait) {
      await tell(context, api, row, `Remediation ${remediationId} is being executed.`);
      return 0;
    }
    const done = await settled(context, api, remediationId);
    await tell(context, api, done);
    return done.status === 'completed' ? 0 : 1;
  },
});
