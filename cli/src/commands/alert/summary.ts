import { defineCommand } from '../../command.ts';
import { severities, severityTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'summary',
  summary: 'How many alerts wait, by severity and type',
  examples: [
    { command: 'infraudit alert summary', does: 'the counts' },
    { command: 'infraudit alert summary -o json | jq .urgent', does: 'open ones, critical or high' },
  ],
  async run(context) {
    const api = await context.api();
    const summary = await api.call('getAlertSummary');
    await context.print.record(summary, {
      keys: [
        ...(['open', 'acknowledged', 'urgent', 'by_severity', 'by_type'] as const),
        ...(['muted', 'flapping', 'first_check', 'unassigned', 'assigned_to_me'] as const),
      ],
      text: (paint) =>
        [
          context.print.fields(
            severities.map((severity) => [
              severityTag(severity, paint),
              String(summary.by_severity[severity] ?? 0),
            ]),
          ),
          '\n',
          context.print.fields([
            ['Open', `${summary.open}, ${summary.urgent} of them critical or high`],
            ['Acknowledged', String(summary.acknowledged)],
            ['For you', String(summary.assigned_to_me)],
            ['For nobody', String(summary.unassigned)],
            ['Muted', String(summary.muted)],
            ['Flapping', String(summary.flapping)],
            ['Since first check', String(summary.first_check)],
            [
              'Types',
              Object.entries(summary.by_type)
                .map(([type, amount]) => `${amount} ${type}`)
                .join(', '),
            ],
          ]),
        ].join(''),
    });
    const isTable = context.print.format === 'table';
    context.note(`${isTable ? '\n' : ''}${counted(summary.open, 'open alert')} · infraudit alert list`);
    return 0;
  },
});
