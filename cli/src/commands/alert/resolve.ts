import { defineCommand, id, text } from '../../command.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'resolve',
  summary: 'Resolve an alert; it opens again when its cause recurs',
  description: 'Nothing is repaired by this. An alert of a job is resolved by the next success of the job.',
  positionals: { id: id('Id of the alert', 'alert') },
  options: { note: text('--note <text>', 'For those who ask later') },
  examples: [
    { command: 'infraudit alert resolve 3 --note "the key was renewed"', does: 'resolves it' },
    { command: 'infraudit alert resolve 3 -o json | jq .status', does: 'prints the new state' },
  ],
  async run(context, { id: alertId, note }) {
    const api = await context.api();
    const alert = await api.call('resolveAlert', {
      path: { id: alertId },
      body: note === undefined ? {} : { note },
    });
    await context.print.record(alert, alertRecord(context, alert));
    const [drift] = alert.related.open_drifts;
    const stays = drift === undefined ? '' : ` Its drift stays open · infraudit drift resolve ${drift.id}`;
    context.closing(`Alert ${alertId} is ${alert.status}.${stays}`);
    return 0;
  },
});
