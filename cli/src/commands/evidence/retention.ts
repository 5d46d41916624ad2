import { count, defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { exactly } from '../../output/when.ts';

export const command = defineCommand({
  name: 'retention',
  summary: 'How long evidence is kept; change it for what is sealed from now on',
  description:
    'Each package keeps the time that it was promised when it was sealed, also when the setting gets shorter. Nobody can remove one before; afterwards a job of type retention_cleanup does.',
  options: {
    days: count('--days <number>', 'Keep what is sealed from now on so long', { from: 365, to: 36_500 }),
  },
  examples: [
    { command: 'infraudit evidence retention', does: 'shows how long evidence is kept' },
    { command: 'infraudit evidence retention --days 3650', does: 'promises ten years from now on' },
  ],
  async run(context, { days }) {
    const api = await context.api();
    const settings =
      days === undefined
        ? await api.call('getEvidenceSettings')
        : await api.call('changeEvidenceSettings', { body: { retention_days: days } });
    const { updated_at: at, updated_by: by } = settings;
    await context.print.record(settings, {
      keys: ['retention_days', 'packages', 'past_retention', 'updated_at', 'updated_by'],
      text: () =>
        context.print.fields([
          ['Kept', `${settings.retention_days} days from sealing`],
          ['Sealed', counted(settings.packages, 'package')],
          ['Past its time', counted(settings.past_retention, 'package')],
          ['Changed', at === null ? null : `${exactly(at, context.terminal.now())} by ${by ?? 'the server'}`],
        ]),
    });
    return 0;
  },
});
