import { defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { money } from './view.ts';

export const command = defineCommand({
  name: 'savings',
  summary: 'What could be saved each month, as far as a figure follows from what is known',
  examples: [
    { command: 'infraudit recommendation savings', does: 'the sum and its parts' },
    {
      command: 'infraudit recommendation savings -o json | jq .estimated_monthly_savings',
      does: 'the lower end alone',
    },
  ],
  async run(context) {
    const api = await context.api();
    const savings = await api.call('getRecommendationSavings');
    await context.print.record(savings, {
      keys: [
        'currency',
        'estimated_monthly_savings',
        'estimated_savings',
        'highest_monthly_savings',
        'recommendations',
        'without_figure',
        'by_rule',
      ],
      text: () =>
        [
          context.print.fields([
            [
              'Savings',
              money({ low: savings.estimated_monthly_savings, high: savings.highest_monthly_savings }),
            ],
            ['Recommendations', String(savings.recommendations)],
            ['Without a figure', String(savings.without_figure)],
          ]),
          savings.by_rule.length === 0
            ? ''
            : `\n${context.print.table(
                [
                  { title: 'WHAT TO DO', value: ({ title }) => title, shrink: 'end' },
                  {
                    title: 'SAVINGS',
                    value: (row) => (row.high === 0 ? 'no figure' : money(row)),
                    align: 'right',
                  },
                ],
                savings.by_rule,
              )}`,
        ].join(''),
    });
    context.closing(
      `${counted(savings.recommendations, 'recommendation')} · infraudit recommendation list --type cost`,
    );
    return 0;
  },
});
