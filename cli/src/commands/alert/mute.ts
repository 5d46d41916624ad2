import { count, defineCommand, id, moment, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { exactly } from '../../output/when.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'mute',
  summary: 'Notify nobody of an alert for a while',
  description: 'It stays in the list and in the counts. Seven days when nothing is said, ninety at most.',
  positionals: { id: id('Id of the alert', 'alert') },
  options: {
    days: count('--days <number>', 'For so many days', { from: 1, to: 90 }),
    until: moment('--until <time>', 'Until then'),
    note: text('--note <text>', 'Why, for those who ask later'),
  },
  examples: [
    {
      command: 'infraudit alert mute 3 --days 14 --note "the part is ordered"',
      does: 'is quiet for two weeks',
    },
    {
      command: 'infraudit alert mute 3 --until 2026-12-24 -o json | jq .muted_until',
      does: 'prints the end',
    },
  ],
  async run(context, { id: alertId, days, until, note }) {
    if (days !== undefined && until !== undefined) throw usage('say --days or --until, not both');
    const api = await context.api();
    const alert = await api.call('muteAlert', {
      path: { id: alertId },
      body: onlyGiven({ days, until, note }),
    });
    await context.print.record(alert, alertRecord(context, alert));
    const end = exactly(alert.muted_until, context.terminal.now());
    context.closing(`Alert ${alertId} is muted until ${end}.`);
    return 0;
  },
});
