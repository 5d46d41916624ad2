import { count, defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { exactly, since } from '../../output/when.ts';
import { conditionOptions, conditionsOf } from './rule-options.ts';

function previewCommand(name: string) {
  return defineCommand({
    name,
    summary: 'What a rule would have told of the events of the last days; nothing is sent or stored',
    options: {
      ...conditionOptions,
      days: count('--days <number>', 'Of so many days (30)', { from: 1, to: 90 }),
    },
    examples: [
      { command: `infraudit notification ${name} --severity high`, does: 'how loud a month would have been' },
      {
        command: `infraudit notif ${name} --type security --quiet-hours 22:00-07:00 --days 7`,
        does: 'with quiet nights',
      },
    ],
    async run(context, { days, ...given }) {
      const api = await context.api();
      const preview = await api.call('previewNotificationRule', {
        body: { rule: conditionsOf(given), ...(days === undefined ? {} : { days }) },
      });
      const now = context.terminal.now();
      if (context.print.format !== 'table') {
        await context.print.record(preview, {
          keys: [
            'days',
            'events',
            'since',
            'matches',
            'messages',
            'held_for_quiet_hours',
            'summaries',
            'not_told',
            'by_severity',
            'examples',
          ],
          text: () => '',
        });
        return 0;
      }
      await context.print.list(preview.examples, {
        keys: ['at', 'event', 'title', 'severity', 'outcome', 'told_at', 'reason'],
        empty: 'It would have told nothing.',
        columns: [
          { title: 'WHEN', value: ({ at }) => since(at, now) },
          { title: 'EVENT', value: ({ event }) => event },
          { title: 'SEVERITY', value: ({ severity }) => severity ?? '' },
          { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
          {
            title: 'TOLD',
            value: ({ outcome, told_at, reason }) =>
              outcome === 'send' ? 'at once' : told_at === null ? (reason ?? 'not') : exactly(told_at, now),
          },
        ],
      });
      context.closing(
        `Of ${counted(preview.events, 'event')} in ${counted(preview.days, 'day')}: ${counted(preview.messages, 'message')} at once, ` +
          `${preview.held_for_quiet_hours} after quiet hours, ${counted(preview.summaries, 'summary', 'summaries')}. Nothing was sent.`,
      );
      return 0;
    },
  });
}

export const command = previewCommand('rules preview');
/** The shorter name. */
export const preview = { command: previewCommand('preview') };
