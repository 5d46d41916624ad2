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
  'resource',
  'attribute',
  'provider',
  'control_ids',
  'occurrences',
  'created_at',
  'opened_at',
  'last_occurred_at',
  'acknowledged_by',
  'acknowledged_at',
  'muted',
  'muted_until',
  'muted_by',
  'mute_note',
  'assignee',
  'assigned_at',
  'flapping',
  'first_check',
  'worsened_at',
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
      { title: 'STATUS', value: standing },
      { title: 'TIMES', value: ({ occurrences }) => String(occurrences), align: 'right' },
      { title: 'LAST SEEN', value: ({ last_occurred_at }) => since(last_occurred_at, now) },
      { title: 'ABOUT', value: about },
      { title: 'FOR', value: ({ assignee }) => assignee?.email ?? '', shrink: 'end' },
    ],
  };
}

export function alertHistory(context: Context): ListView<Alert> {
  const now = context.terminal.now();
  const { columns, ...list } = alertList(context, 'No alert is resolved, or none that fits.');
  const kept = columns.filter(({ title }) => !['STATUS', 'LAST SEEN', 'FOR'].includes(title));
  return {
    ...list,
    columns: [
      ...kept,
      { title: 'ENDED', value: ({ resolved_at }) => since(resolved_at, now) },
      { title: 'HOW', value: howItEnded, shrink: 'end' },
    ],
  };
}

/** `open, muted, flapping` */
const standing = ({ status, muted, flapping, first_check }: Alert): string =>
  [
    status,
    ...(muted ? ['muted'] : []),
    ...(flapping ? ['flapping'] : []),
    ...(first_check && status !== 'resolved' ? ['since first check'] : []),
  ].join(', ');

/** `job 12`, `control aws-s3-closed` */
const about = ({ source }: Alert): string => `${source.kind} ${source.key ?? source.id}`;

const howItEnded = ({ resolution, resolution_note, resolved_by }: Alert): string =>
  resolution === 'cleared' ? (resolution_note ?? 'its cause is over') : `by ${resolved_by}`;

export function alertRecord(context: Context, alert: AlertDetail): RecordView<AlertDetail> {
  return {
    keys: [...alertKeys, 'mappings', 'resources', 'related', 'history'],
    text: (paint) => alertText(context, alert, paint),
  };
}

/** What happened first, then what it is about, then its history. */
function alertText(context: Context, alert: AlertDetail, paint: Paint): string {
  const now = context.terminal.now();
  const evidence = alert.evidence === null ? null : `${alert.evidence.kind} ${alert.evidence.id}`;
  return [
    `${severityTag(alert.severity, paint)}  ${paint.bold(oneLine(alert.title))}\n${oneLine(alert.description)}\n\n`,
    context.print.fields([
      ['Alert', `#${alert.id}, ${alert.type}, ${alert.status}`],
      ['About', `${alert.source.kind} ${alert.source.name} (#${alert.source.key ?? alert.source.id})`],
      ['Resource', resourceText(alert)],
      ['Account', alert.provider === null ? null : `${alert.provider.name} (#${alert.provider.id})`],
      ['Shown by', evidence],
      ['Seen', alert.occurrences === 1 ? 'once' : `${alert.occurrences} times`],
      ['First', exactly(alert.created_at, now)],
      ['Open since', alert.opened_at === alert.created_at ? null : exactly(alert.opened_at, now)],
      ['Last', exactly(alert.last_occurred_at, now)],
      ['Worse since', alert.worsened_at === null ? null : exactly(alert.worsened_at, now)],
      ['Found', alert.first_check ? 'when it was checked for the first time: nothing changed' : null],
      [
        'Acknowledged',
        alert.acknowledged_at === null
          ? null
          : `${exactly(alert.acknowledged_at, now)} by ${alert.acknowledged_by}`,
      ],
      ['For', alert.assignee?.email ?? null],
      [
        'Muted',
        alert.muted_until === null ? null : `until ${exactly(alert.muted_until, now)} by ${alert.muted_by}`,
      ],
      ['Flapping', alert.flapping ? 'it opened four times within 24 hours' : null],
      ['Resolved', alert.resolved_at === null ? null : `${exactly(alert.resolved_at, now)}${endText(alert)}`],
      ['Note', alert.resolution_note],
    ]),
    ...mappingsText(context, alert, paint),
    ...openDriftsText(alert, paint),
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

function resourceText({ resource, attribute }: AlertDetail): string | null {
  if (resource === null) return null;
  const id = resource.id === null ? 'its record is deleted' : `#${resource.id}`;
  return `${resource.name} (${[id, resource.type, attribute].filter((part) => part !== null).join(', ')})`;
}

type Mapping = AlertDetail['mappings'][number];

function mappingsText(context: Context, { mappings }: AlertDetail, paint: Paint): string[] {
  if (mappings.length === 0) return [];
  const asks = ({ requirements }: Mapping) =>
    requirements
      .map((asked) => `${asked.framework_id} ${asked.framework_version} ${asked.requirement_id}`)
      .join(', ');
  return [
    `\n${paint.bold('Controls that fail because of it')}\n`,
    context.print.table(
      [
        { title: 'CONTROL', value: ({ control_id }: Mapping) => control_id },
        {
          title: 'SEVERITY',
          value: ({ severity }: Mapping) => severityTag(severity, plain),
          paint: (cell, { severity }, painted) => paintSeverity(cell, severity, painted),
        },
        { title: 'NOW', value: ({ ended_at }: Mapping) => (ended_at === null ? 'fails' : 'over') },
        { title: 'ASKED BY', value: asks, shrink: 'end' },
      ],
      mappings,
    ),
  ];
}

/** Resolving an alert repairs nothing, so what stays open is said with the command that shows it. */
function openDriftsText({ related }: AlertDetail, paint: Paint): string[] {
  if (related.open_drifts.length === 0) return [];
  const lines = related.open_drifts.map(
    ({ id, summary, status }) => `  ${oneLine(summary)}, ${status} · infraudit drift get ${id}\n`,
  );
  return [`\n${paint.bold('Open drifts')}\n`, ...lines];
}

const endText = ({ resolution, resolved_by }: Alert): string =>
  resolution === 'cleared' ? ', because its cause is over' : ` by ${resolved_by}`;
