import type { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import { severities } from '../../../core/severity.ts';
import { type alertDetailSchema, type alertSchema, type alertSummarySchema, alertTypes } from './schemas.ts';
import type { AlertCount, AlertRow, ChangeRow } from './store.ts';

/** Rows as the API shows them. Pure. */

type AlertView = z.input<typeof alertSchema>;
type AlertDetailView = z.input<typeof alertDetailSchema>;

export function presentAlert(row: AlertRow): AlertView {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    type: row.type as AlertView['type'],
    severity: row.severity,
    status: row.status as AlertView['status'],
    source: { kind: row.source_kind, id: row.source_id, name: row.source_name },
    evidence: evidenceOf(row),
    occurrences: row.occurrences,
    created_at: row.first_at.toISOString(),
    opened_at: row.opened_at.toISOString(),
    last_occurred_at: row.last_at.toISOString(),
    acknowledged_by: labelOf(row.acknowledged_by),
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
    resolved_by: labelOf(row.resolved_by),
    resolved_at: row.resolved_at?.toISOString() ?? null,
    resolution: row.resolution as AlertView['resolution'],
    resolution_note: row.resolution_note,
  };
}

export function presentAlertDetail(row: AlertRow, changes: readonly ChangeRow[]): AlertDetailView {
  return {
    ...presentAlert(row),
    history: changes.map((change) => ({
      at: change.at.toISOString(),
      change: change.kind as AlertDetailView['history'][number]['change'],
      actor: labelOf(change.actor) ?? '',
      note: change.note,
      evidence: evidenceOf(change),
    })),
  };
}

function evidenceOf(row: {
  evidence_kind: string | null;
  evidence_id: number | null;
}): AlertView['evidence'] {
  const { evidence_kind: kind, evidence_id: id } = row;
  return kind === null || id === null ? null : { kind, id };
}

const labelOf = (actor: Json | null): string | null =>
  actor === null ? null : ((actor as { label?: string }).label ?? null);

export function presentSummary(rows: readonly AlertCount[]): z.input<typeof alertSummarySchema> {
  const sum = (fits: (row: AlertCount) => boolean) =>
    rows.filter(fits).reduce((total, row) => total + row.count, 0);
  const along = <K extends string>(keys: readonly K[], of: (row: AlertCount) => string) =>
    Object.fromEntries(keys.map((key) => [key, sum((row) => of(row) === key)])) as Record<K, number>;
  const open = (row: AlertCount) => row.status === 'open';
  return {
    open: sum(open),
    acknowledged: sum((row) => !open(row)),
    urgent: sum((row) => open(row) && ['critical', 'high'].includes(row.severity)),
    by_severity: along(severities, (row) => row.severity),
    by_type: along(alertTypes, (row) => row.type),
  };
}
