import { defineCommand, flag, id, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { settled, tell } from './view.ts';

export const command = defineCommand({
  name: 'rollback',
  summary: 'Ask to take a change back, within its time',
  description: 'The way back has a plan of its own and waits for the approval of somebody else.',
  positionals: { id: id('Id of the remediation', 'remediation') },
  options: {
    note: text('--note <text>', 'Why'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit remediation rollback 12 --note "the website is down"', does: 'asks first' },
    { command: 'infraudit remediation rollback 12 --yes -o json | jq .approval.id', does: 'for scripts' },
  ],
  async run(context, { id: remediationId, note, yes }) {
    const api = await context.api();
    const row = await api.call('getRemediation', { path: { id: remediationId } });
    if (!row.rollback.possible) {
      throw new CliError(`Remediation ${remediationId} cannot be taken back`, {
        why: row.rollback.reason ?? `It is ${row.status}.`,
        fix: `infraudit remediation get ${remediationId} shows what was done.`,
      });
    }
    if (!(await context.confirm(`Plan to take back: ${row.title}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('rollbackRemediation', { path: { id: remediationId }, body: onlyGiven({ note }) });
    await tell(context, api, await settled(context, api, remediationId));
    return 0;
  },
});
