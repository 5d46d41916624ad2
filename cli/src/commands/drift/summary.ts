import { defineCommand } from '../../command.ts';
import { exitForOpenDrifts, failOn } from '../../fail-on.ts';
import { closingLine } from '../../freshness.ts';
import { severities, severityTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'summary',
  summary: 'Open drifts by severity, kind and state, and the last 14 days',
  options: { failOn },
  examples: [
    { command: 'infraudit drift summary', does: 'the counts' },
    {
      command: 'infraudit drift summary -o json | jq .by_severity.critical',
      does: 'one number for a script',
    },
  ],
  async run(context, { failOn: threshold }) {
    const api = await context.api();
    const summary = await api.call('getDriftSummary');
    await context.print.record(summary, {
      keys: ['total', 'open', 'by_severity', 'by_status', 'by_type', 'daily', 'last_scan_at'],
      text: (paint) => {
        const days = summary.daily.map(({ date, by_severity }) => ({
          date,
          count: Object.values(by_severity).reduce((sum, next) => sum + (next ?? 0), 0),
        }));
        const most = Math.max(1, ...days.map(({ count }) => count));
        return [
          context.print.fields(
            severities.map((severity) => [
              severityTag(severity, paint),
              String(summary.by_severity[severity] ?? 0),
            ]),
          ),
          '\n',
          context.print.fields([
            [
              'Kinds',
              Object.entries(summary.by_type)
                .map(([name, count]) => `${count} ${name}`)
                .join(', '),
            ],
            [
              'States',
              Object.entries(summary.by_status)
                .map(([name, count]) => `${count} ${name}`)
                .join(', '),
            ],
          ]),
          `\n${paint.bold('Opened per day')}\n`,
          ...days
            .filter(({ count }) => count > 0)
            .map(
              ({ date, count }) =>
                `${date}  ${'#'.repeat(Math.max(1, Math.round((count / most) * 40)))} ${count}\n`,
            ),
          days.every(({ count }) => count === 0) ? 'none in 14 days\n' : '',
        ].join('');
      },
    });
    await closingLine(context, api, `${counted(summary.open, 'open drift')} of ${summary.total}`, {
      scannedAt: summary.last_scan_at,
      next: 'infraudit drift list',
    });
    return await exitForOpenDrifts(context, api, {}, threshold);
  },
});
