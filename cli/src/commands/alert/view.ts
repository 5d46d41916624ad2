import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { type Paint, severityTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { oneLine } from '../../output/text.ts';
import { exactly, since } from '../../output/when.ts';
import { paintSeverity } from '../drift/view.ts';
import { plain } from '../provider/view.ts';

export type Alert = Item<'listAlerts'>;
type AlertDetail = Answer<'getAlert'>;
type Change = AlertDetail['history'][number];

export const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;
export const alertStatuses = ['open', 'acknowledged', 'resolved', 'all'] as const;

const alertKeys = [
  'id',
  'title',
  'description',
  'type',
  'severity',
  'status',
  'source',
  'evidence',
  'occurrences',
  'created_at',
  'opened_at',
  'last_occurred_at',
  'acknowledged_by',
  'acknowledged_at',
  'resolved_by',
  'resolved_at',
  'resolution',
  'resolution_note',
] as const satisfies readonly (keyof Alert)[];

export function alertList(context: Context, empty: string): ListView<Alert> {
  const now = context.terminal.now();
  return {
    keys: alertKeys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      {
        title: 'SEVERITY',
        value: ({ severity }) => severityTag(severity, plain),
        paint: (cell, { severity }, paint) => paintSeverity(cell, severity, paint),
      },
      { title: 'ALERT', value: ({ title }) => title, shrink: 'end' },
      { title: 'TYPE', value: ({ type }) => type },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'TIMES', value: ({ occurrences }) => String(occurrences), align: 'right' },
      { title: 'LAST SEEN', value: ({ last_occurred_at }) => since(last_occurred_at, now) },
      { title: 'ABOUT', value: ({ source }) => `${source.kind} ${source.id}` },
    ],
  };
}

export function alertRecord(context: Context, alert: AlertDetail): RecordView<AlertDetail> {
  return { keys: [...alertKeys, 'history'], text: (paint) => alertText(context, alert, paint) };
}

/** What happened first, then what it is about, then its history. */
function alertText(context: Context, alert: AlertDetail, paint: Paint): string {
  const now = context.terminal.now();
  const evidence = alert.evidence === null ? null : `${alert.evidence.kind} ${alert.evidence.id}`;
  return [
    `${severityTag(alert.severity, paint)}  ${paint.bold(oneLine(alert.title))}\n${oneLine(alert.description)}\n\n`,
    context.print.fields([
      ['Alert', `#${alert.id}, ${alert.type}, ${alert.status}`],
      ['About', `${alert.source.kind} ${alert.source.name} (#${alert.source.id})`],
      ['Shown by', evidence],
      ['Seen', alert.occurrences === 1 ? 'once' : `${alert.occurrences} times`],
      ['First', exactly(alert.created_at, now)],
      ['Open since', alert.opened_at === alert.created_at ? null : exactly(alert.opened_at, now)],
      ['Last', exactly(alert.last_occurred_at, now)],
      [
        'Acknowledged',
        alert.acknowledged_at === null
          ? null
          : `${exactly(alert.acknowledged_at, now)} by ${alert.acknowledged_by}`,
      ],
      ['Resolved', alert.resolved_at === null ? null : `${exactly(alert.resolved_at, now)}${endText(alert)}`],
      ['Note', alert.resolution_note],
    ]),
    `\n${paint.bold('History')}\n`,
    context.print.table(
      [
        { title: 'WHEN', value: ({ at }: Change) => exactly(at, now) },
        { title: 'WHAT', value: ({ change }: Change) => change },
        {
          title: 'SHOWN BY',
          value: ({ evidence: shown }: Change) => (shown === null ? '' : `${shown.kind} ${shown.id}`),
        },
        { title: 'WHO', value: ({ actor }: Change) => actor, shrink: 'end' },
        { title: 'NOTE', value: ({ note }: Change) => note ?? '', shrink: 'end' },
      ],
      alert.history,
    ),
  ].join('');
}

const endText = ({ resolution, resolved_by }: Alert): string =>
  resolution === 'cleared' ? ', because its cause is over' : ` by ${resolved_by}`;
