import { defineCommand, id } from '../../command.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'acknowledge',
  aliases: ['ack'],
  summary: 'Say that you look after an alert; it stays in the list',
  positionals: { id: id('Id of the alert', 'alert') },
  examples: [
    { command: 'infraudit alert acknowledge 3', does: 'the others see who looks after it' },
    { command: 'infraudit alert ack 3 -o json | jq .acknowledged_by', does: 'prints who that is' },
  ],
  async run(context, { id: alertId }) {
    const api = await context.api();
    const alert = await api.call('acknowledgeAlert', { path: { id: alertId } });
    await context.print.record(alert, alertRecord(context, alert));
    context.closing(`Alert ${alertId} is acknowledged · infraudit alert resolve ${alertId}`);
    return 0;
  },
});
