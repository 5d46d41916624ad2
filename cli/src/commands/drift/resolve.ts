import { choice, defineCommand, flag, id, text } from '../../command.ts';
import { driftDetailKeys, driftText } from './view.ts';

export const command = defineCommand({
  name: 'resolve',
  summary: 'Resolve a drift, with or without a new baseline',
  description: 'Without --capture-baseline the next scan opens it again if the difference is still there.',
  positionals: { id: id('Id of the drift', 'drift') },
  options: {
    captureBaseline: flag('--capture-baseline', 'Make the configuration of now the new baseline'),
    reason: choice('--reason <reason>', 'Why it is resolved', ['manual', 'accepted', 'false_positive']),
    note: text('--note <text>', 'For those who ask later'),
  },
  examples: [
    { command: 'infraudit drift resolve 12 --note "rolled back by hand"', does: 'resolves it' },
    {
      command: 'infraudit drift resolve 12 --capture-baseline --reason accepted',
      does: 'what is there now is what was meant',
    },
  ],
  async run(context, { id: driftId, captureBaseline, reason, note }) {
    const api = await context.api();
    const drift = await api.call('resolveDrift', {
      path: { id: driftId },
      body: {
        capture_baseline: captureBaseline,
        reason: reason ?? 'manual',
        ...(note === undefined ? {} : { note }),
      },
    });
    await context.print.record(drift, {
      keys: driftDetailKeys,
      text: (paint) => driftText(context, drift, paint),
    });
    context.closing(`Drift ${driftId} is ${drift.status}.`);
    return 0;
  },
});
