import type { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import { severities } from '../../../core/severity.ts';
import type { AskedRequirement } from '../../assess/compliance/index.ts';
import type { AffectedResource, CausingDrift, MappingRow } from './cause-store.ts';
import { isFlapping, isMuted } from './flapping.ts';
import type { AlertCount, AlertStanding, ChangeRow, ShownAlert } from './list-store.ts';
import { type alertDetailSchema, type alertSchema, type alertSummarySchema, alertTypes } from './schemas.ts';

/** Rows as the API shows them. Pure. */

type AlertView = z.input<typeof alertSchema>;
type AlertDetailView = z.input<typeof alertDetailSchema>;

export function presentAlert(row: ShownAlert, now: Date): AlertView {
  const { assignee_id, assignee_email, provider_id, provider_name } = row;
  const muted = isMuted(row, now);
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    type: row.type as AlertView['type'],
    severity: row.severity,
    status: row.status as AlertView['status'],
    source: { kind: row.source_kind, id: row.source_id, key: row.source_key, name: row.source_name },
    evidence: evidenceOf(row),
    resource:
      row.resource_name === null
        ? null
        : { id: row.resource_id, name: row.resource_name, type: row.resource_type },
    attribute: row.attribute,
    provider:
      provider_id === null || provider_name === null
        ? null
        : { id: provider_id, name: provider_name, type: row.provider_type ?? '' },
    control_ids: row.control_ids,
    occurrences: row.occurrences,
    created_at: row.first_at.toISOString(),
    opened_at: row.opened_at.toISOString(),
    last_occurred_at: row.last_at.toISOString(),
    acknowledged_by: labelOf(row.acknowledged_by),
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
    muted,
    muted_until: muted ? (row.muted_until?.toISOString() ?? null) : null,
    muted_by: muted ? labelOf(row.muted_by) : null,
    mute_note: muted ? row.mute_note : null,
    assignee:
      assignee_id === null || assignee_email === null
        ? null
        : { id: assignee_id, email: assignee_email, name: row.assignee_name ?? '' },
    assigned_at: assignee_email === null ? null : (row.assigned_at?.toISOString() ?? null),
    flapping: isFlapping(row, now),
    first_check: row.first_check,
    worsened_at: row.worsened_at?.toISOString() ?? null,
    resolved_by: labelOf(row.resolved_by),
    resolved_at: row.resolved_at?.toISOString() ?? null,
    resolution: row.resolution as AlertView['resolution'],
    resolution_note: row.resolution_note,
  };
}

export type AlertParts = {
  changes: readonly ChangeRow[];
  mappings: readonly MappingRow[];
  controls: ReadonlyMap<string, { title: string; requirements: AskedRequirement[] }>;
  resources: readonly AffectedResource[];
  openDrifts: readonly CausingDrift[];
};

export function presentAlertDetail(row: ShownAlert, parts: AlertParts, now: Date): AlertDetailView {
  const ofDrift = row.source_kind === 'drift';
  return {
    ...presentAlert(row, now),
    mappings: parts.mappings.map(({ control_id, severity, since, ended_at }) => ({
      control_id,
      control_title: parts.controls.get(control_id)?.title ?? control_id,
      severity,
      since: since.toISOString(),
      ended_at: ended_at?.toISOString() ?? null,
      requirements: parts.controls.get(control_id)?.requirements ?? [],
    })),
    resources: parts.resources.map(({ id, name, type, region, status }) => ({
      id,
      name,
      type,
      region,
      status,
    })),
    related: {
      drift_id: ofDrift ? row.source_id : null,
      open_drifts: parts.openDrifts.map(({ id, summary, severity, status }) => ({
        id,
        summary,
        severity,
        status,
      })),
      failing_control_ids: row.control_ids,
      execution_id: row.evidence_kind === 'execution' ? row.evidence_id : null,
    },
    history: parts.changes.map((change) => ({
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

export function presentSummary(
  rows: readonly AlertCount[],
  standing: AlertStanding,
): z.input<typeof alertSummarySchema> {
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
    muted: standing.muted,
    flapping: standing.flapping,
    first_check: standing.first_check,
    unassigned: standing.unassigned,
    assigned_to_me: standing.mine,
  };
}
