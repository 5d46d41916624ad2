import { defineCommand, flag, id } from '../../command.ts';
import { driftDetailKeys, driftText } from './view.ts';

export const command = defineCommand({
  name: 'investigate',
  summary: 'Take a drift into investigation, or give it back',
  positionals: { id: id('Id of the drift', 'drift') },
  options: { stop: flag('--stop', 'Back to detected') },
  examples: [
    { command: 'infraudit drift investigate 12', does: 'others see that you are on it' },
    { command: 'infraudit drift investigate 12 --stop', does: 'gives it back' },
  ],
  async run(context, { id: driftId, stop }) {
    const api = await context.api();
    const drift = await api.call('updateDrift', {
      path: { id: driftId },
      body: { status: stop ? 'detected' : 'investigating' },
    });
    await context.print.record(drift, {
      keys: driftDetailKeys,
      text: (paint) => driftText(context, drift, paint),
    });
    context.closing(`Drift ${driftId} is ${drift.status}.`);
    return 0;
  },
});
