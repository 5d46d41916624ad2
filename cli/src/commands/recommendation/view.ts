import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { type Paint, severityTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { counted, oneLine } from '../../output/text.ts';
import { exactly } from '../../output/when.ts';
import { paintSeverity } from '../drift/view.ts';
import { plain } from '../provider/view.ts';

type Recommendation = Item<'listRecommendations'>;
type Detail = Answer<'getRecommendation'>;
/** With the name that older scripts ask for. */
type Row = Recommendation & { estimated_savings: number | null };

export const recommendationTypes = ['cost', 'security', 'performance'] as const;
export const recommendationStatuses = ['pending', 'applied', 'dismissed', 'resolved', 'all'] as const;

const keys = [
  'id',
  'type',
  'title',
  'description',
  'severity',
  'priority',
  'status',
  'risk_reduction',
  'exposure',
  'estimated_monthly_savings',
  'estimated_savings',
  'savings',
  'effort',
  'effort_minutes',
  'impact',
  'resource_id',
  'resource_name',
  'resource_type',
  'resource_count',
  'provider_id',
  'provider_name',
  'finding_type',
  'finding_id',
  'control_ids',
  'rule_id',
  'has_automated_fix',
  'remediation_type',
  'remediation_id',
  'generator',
  'status_note',
  'status_by',
  'status_at',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Row)[];

export const withAlias = <T extends { estimated_monthly_savings: number | null }>(row: T) => ({
  ...row,
  estimated_savings: row.estimated_monthly_savings,
});

export function recommendationList(empty: string): ListView<Row> {
  return {
    keys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      {
        title: 'PRIORITY',
        value: ({ priority }) => severityTag(priority, plain),
        paint: (cell, { priority }, paint) => paintSeverity(cell, priority, paint),
      },
      { title: 'WHAT TO DO', value: ({ title }) => title, shrink: 'end' },
      { title: 'TYPE', value: ({ type }) => type },
      { title: 'EFFECT', value: effectOf },
      { title: 'EFFORT', value: ({ effort_minutes: minutes }) => `${minutes} min`, align: 'right' },
      { title: 'FIX', value: ({ has_automated_fix: fix }) => (fix ? 'yes' : '') },
    ],
  };
}

const effectOf = ({ risk_reduction: risk, savings }: Recommendation): string =>
  risk !== null ? `risk ${risk}` : savings === null ? '' : money(savings);

export const money = ({ low, high }: { low: number; high: number }): string =>
  low === high ? `$${low.toFixed(2)}/month` : `$${low.toFixed(2)}–${high.toFixed(2)}/month`;

export function recommendationRecord(
  context: Context,
  detail: Detail,
): RecordView<ReturnType<typeof withAlias<Detail>>> {
  return {
    keys: [...keys, 'steps', 'side_effects', 'references', 'resources', 'provenance'],
    text: (paint) => textOf(context, detail, paint),
  };
}

/** What to do first, then why, then what else changes. */
function textOf(context: Context, detail: Detail, paint: Paint): string {
  const now = context.terminal.now();
  const { generator, savings } = detail;
  const steps = detail.steps.flatMap(({ text, commands }, place) => [
    `${String(place + 1).padStart(2)}. ${oneLine(text)}\n`,
    ...commands.map((command) => `      ${oneLine(command)}\n`),
  ]);
  return [
    `${severityTag(detail.priority, paint)}  ${paint.bold(oneLine(detail.title))}\n${oneLine(detail.description)}\n\n`,
    paint.bold('Steps'),
    '\n',
    ...steps,
    '\n',
    context.print.fields([
      ['Impact', oneLine(detail.impact)],
      ['Also changes', detail.side_effects.length === 0 ? null : oneLine(detail.side_effects.join(' '))],
      [
        'Risk reduction',
        detail.risk_reduction === null
          ? null
          : `${detail.risk_reduction} of 100, exposed to ${detail.exposure}`,
      ],
      ['Savings', savings === null ? null : `${money(savings)}. ${oneLine(savings.assumption)}`],
      ['Effort', `about ${detail.effort_minutes} minutes`],
      [
        'Concerns',
        `${counted(detail.resource_count, 'resource')}: ${detail.resources
          .slice(0, 10)
          .map(({ name }) => oneLine(name))
          .join(', ')}`,
      ],
      ['Controls', detail.control_ids.length === 0 ? null : detail.control_ids.join(', ')],
      ['Can be done by', detail.remediation_type],
      [
        'Words by',
        generator.kind === 'rules'
          ? `rules (${detail.rule_id})`
          : `${generator.model ?? generator.kind}, commands by ${detail.rule_id}`,
      ],
      ['Note', generator.fallback_reason],
      [
        'Status',
        detail.status_at === null
          ? detail.status
          : `${detail.status}, ${exactly(detail.status_at, now)} by ${detail.status_by}`,
      ],
      ['Reason', detail.status_note],
      ['More', detail.references.join(' ')],
    ]),
  ].join('');
}
