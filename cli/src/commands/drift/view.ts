import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { changesText } from '../../output/changes.ts';
import { type Paint, severityTag } from '../../output/paint.ts';
import type { ListView } from '../../output/printer.ts';
import { oneLine } from '../../output/text.ts';
import { exactly, since } from '../../output/when.ts';
import { plain } from '../provider/view.ts';

export type Drift = Item<'listDrifts'>;
export type DriftDetail = Answer<'getDrift'>;

const driftKeys = [
  'id',
  'resource_id',
  'resource_name',
  'resource_type',
  'region',
  'provider_id',
  'provider_name',
  'attribute',
  'drift_type',
  'severity',
  'severity_rule',
  'status',
  'summary',
  'baseline_id',
  'detected_at',
  'last_seen_at',
  'worsened_at',
  'resolved_at',
  'resolved_by',
  'resolution_reason',
  'attribution',
] as const satisfies readonly (keyof Drift)[];

export const driftTypes = ['configuration', 'security', 'compliance'] as const;

export function driftList(context: Context, empty: string): ListView<Drift> {
  const now = context.terminal.now();
  return {
    keys: driftKeys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      {
        title: 'SEVERITY',
        value: ({ severity }) => severityTag(severity, plain),
        paint: (cell, { severity }, paint) => paintSeverity(cell, severity, paint),
      },
      { title: 'RESOURCE', value: ({ resource_name }) => resource_name, shrink: 'middle' },
      { title: 'TYPE', value: ({ resource_type }) => resource_type, shrink: 'end' },
      { title: 'CHANGE', value: ({ summary }) => summary, shrink: 'end' },
      { title: 'SINCE', value: ({ detected_at }) => since(detected_at, now) },
      { title: 'STATUS', value: ({ status }) => status },
    ],
  };
}

export function paintSeverity(cell: string, severity: Drift['severity'], paint: Paint): string {
  return severityTag(severity, { ...paint, bold: (text) => paint.bold(text) }).replace(
    severityTag(severity, plain),
    cell,
  );
}

/** Sentence first, then why it matters, what changed, what was folded, and its history. */
export function driftText(context: Context, drift: DriftDetail, paint: Paint): string {
  const now = context.terminal.now();
  const parts = [
    `${severityTag(drift.severity, paint)}  ${paint.bold(oneLine(drift.summary))}\n\n`,
    context.print.fields([
      ['Drift', `#${drift.id}, ${drift.drift_type}, ${drift.status}`],
      ['Resource', `${drift.resource_name} (#${drift.resource_id}, ${drift.resource_type})`],
      ['Account', `${drift.provider_name}, ${drift.region}`],
      ['Attribute', drift.attribute],
      ['Severity', `${drift.severity_explanation} (${drift.severity_rule})`],
      ['Detected', exactly(drift.detected_at, now)],
      ['Last seen', exactly(drift.last_seen_at, now)],
      ['Worse since', drift.worsened_at === null ? null : exactly(drift.worsened_at, now)],
      ['By', attributionText(drift.attribution, now)],
      ['Baseline', drift.baseline_id === null ? null : `#${drift.baseline_id}`],
      [
        'Resolved',
        drift.resolved_at === null
          ? null
          : `${exactly(drift.resolved_at, now)} as ${drift.resolution_reason?.replaceAll('_', ' ')} by ${drift.resolved_by ?? 'the server'}`,
      ],
      ['Note', drift.resolution_note],
      ['Controls', drift.violated_control_ids.join(', ')],
    ]),
    `\n${paint.bold('Changes')}\n`,
    changesText(drift.diff, paint),
  ];
  if (drift.unknown.length > 0) {
    parts.push(`\n${paint.bold('Not compared, because it could not be read')}\n`);
    parts.push(
      ...drift.unknown.map(
        ({ path, reason, permission }) =>
          `? ${path}  ${reason}${permission === undefined ? '' : `: needs ${permission}`}\n`,
      ),
    );
  }
  if (drift.folded.length > 0) {
    parts.push(`\n${paint.quiet('Different, but no drift')}\n`);
    parts.push(
      ...drift.folded.map(({ path, rule, explanation }) =>
        paint.quiet(`  ${oneLine(path)}  ${oneLine(explanation)} (${rule})\n`),
      ),
    );
  }
  if (drift.timeline.length > 0) {
    parts.push(`\n${paint.bold('History')}\n`);
    parts.push(
      context.print.table(
        [
          { title: 'WHEN', value: ({ at }: DriftDetail['timeline'][number]) => exactly(at, now) },
          { title: 'WHO', value: ({ actor }: DriftDetail['timeline'][number]) => actor, shrink: 'end' },
          { title: 'WHAT', value: ({ text }: DriftDetail['timeline'][number]) => text, shrink: 'end' },
        ],
        drift.timeline,
      ),
    );
  }
  return parts.join('');
}

function attributionText(attribution: DriftDetail['attribution'], now: Date): string {
  if (attribution === null) return 'not looked up';
  if (attribution.state === 'unavailable') {
    return `unknown: ${attribution.reason}${attribution.permission === undefined ? '' : ` (needs ${attribution.permission})`}`;
  }
  const from = attribution.source_ip === null ? '' : ` from ${attribution.source_ip}`;
  return `${attribution.principal} through ${attribution.call}${from}, ${exactly(attribution.at, now)}`;
}

export const driftDetailKeys = [
  ...driftKeys,
  'severity_explanation',
  'resolution_note',
  'diff',
  'folded',
  'unknown',
  'violated_control_ids',
  'detected_by_execution_id',
] as const satisfies readonly (keyof DriftDetail)[];
