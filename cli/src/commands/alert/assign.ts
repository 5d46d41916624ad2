import { defineCommand, flag, id, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { membersOf } from '../job/members.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'assign',
  summary: 'Say who looks after an alert, or that nobody does',
  positionals: { id: id('Id of the alert', 'alert') },
  options: {
    to: text('--to <who>', 'The address or the id of a member, or me', { completes: 'member' }),
    nobody: flag('--nobody', 'Nobody looks after it'),
  },
  examples: [
    { command: 'infraudit alert assign 3 --to me', does: 'you look after it' },
    { command: 'infraudit alert assign 3 --to ben@example.com', does: 'Ben looks after it' },
    { command: 'infraudit alert assign 3 --nobody', does: 'it waits for somebody' },
  ],
  async run(context, { id: alertId, to, nobody }) {
    if ((to === undefined) !== nobody) throw usage('say --to or --nobody', 'Example: --to me');
    const api = await context.api();
    const [member] = to === undefined || to === 'me' ? [] : await membersOf(api, '--to', to);
    const assignee = to === undefined ? null : (member ?? ('me' as const));
    const alert = await api.call('assignAlert', { path: { id: alertId }, body: { assignee } });
    await context.print.record(alert, alertRecord(context, alert));
    const who = alert.assignee === null ? 'Nobody looks' : `${alert.assignee.email} looks`;
    context.closing(`${who} after alert ${alertId}.`);
    return 0;
  },
});
