import { defineCommand, id } from '../../command.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'unmute',
  summary: 'Notify of an alert again',
  positionals: { id: id('Id of the alert', 'alert') },
  examples: [
    { command: 'infraudit alert unmute 3', does: 'people hear of it again' },
    { command: 'infraudit alert unmute 3 -o json | jq .muted', does: 'prints false' },
  ],
  async run(context, { id: alertId }) {
    const api = await context.api();
    const alert = await api.call('unmuteAlert', { path: { id: alertId }, body: {} });
    await context.print.record(alert, alertRecord(context, alert));
    context.closing(`Alert ${alertId} is not muted.`);
    return 0;
  },
});
