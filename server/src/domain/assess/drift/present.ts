import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import { compareConfigurations } from './compare.ts';
import type { DriftRow, SummaryRow } from './list-store.ts';
import { noiseRules } from './noise-rules.ts';
import { topLevelAttribute } from './path.ts';
import type { DriftRuleRow } from './rule-store.ts';
import {
  type driftDetailSchema,
  type driftRuleSchema,
  type driftSchema,
  driftStatuses,
  type driftSummarySchema,
  driftTypes,
} from './schemas.ts';
import { severityRules } from './severity-rules.ts';
import type { Version } from './store.ts';

/** Rows as the API shows them. Pure. */

export type DriftView = z.input<typeof driftSchema>;
export type DriftDetailView = z.input<typeof driftDetailSchema>;

export function presentDrift(row: DriftRow): DriftView {
  return {
    id: row.id,
    resource_id: row.resource_id,
    resource_name: row.resource_name,
    resource_type: row.resource_type,
    region: row.region,
    provider_id: row.provider_id,
    provider_name: row.provider_name,
    attribute: row.attribute,
    drift_type: row.type as DriftView['drift_type'],
    severity: row.severity,
    severity_rule: row.severity_rule,
    status: row.status as DriftView['status'],
    summary: row.summary,
    baseline_id: row.baseline_id,
    detected_at: row.detected_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    worsened_at: row.worsened_at?.toISOString() ?? null,
    resolved_at: row.resolved_at?.toISOString() ?? null,
    resolved_by: row.resolved_by,
    resolution_reason: row.resolution_reason as DriftView['resolution_reason'],
    attribution: row.attribution as DriftView['attribution'],
  };
}

/** With both sides of the attribute, what was folded there and why, and what could not be compared. */
export function presentDriftDetail(
  row: DriftRow,
  versions: { before: Version | undefined; after: Version | undefined; facts: object | undefined },
  timeline: DriftDetailView['timeline'],
): DriftDetailView {
  const before = versions.before?.configuration ?? {};
  const after = versions.after?.configuration ?? {};
  const comparison = compareConfigurations({
    type: row.resource_type,
    before,
    after,
    ...(versions.facts === undefined ? {} : { schema: versions.facts }),
    unreadable: [...(versions.before?.unreadable ?? []), ...(versions.after?.unreadable ?? [])],
  });
  return {
    ...presentDrift(row),
    severity_explanation:
      severityRules.find(({ id }) => id === row.severity_rule)?.sentence ?? row.severity_rule,
    resolution_note: row.resolution_note,
    baseline_value: valueAt(before, row.attribute),
    current_value: valueAt(after, row.attribute),
    diff: row.changes.map((change) => ({
      path: change.path,
      change: change.change,
      before: change.before ?? null,
      after: change.after ?? null,
    })),
    folded: comparison.folded
      .filter(({ path }) => topLevelAttribute(path) === row.attribute)
      .map(({ path, rule }) => ({ path, rule, explanation: explanationOf(rule) })),
    unknown: comparison.unknown,
    violated_control_ids: row.violated_control_ids,
    detected_by_execution_id: row.detected_by_execution_id,
    timeline,
  };
}

function valueAt(configuration: JsonObject, attribute: string): Json | null {
  return configuration[attribute] ?? null;
}

function explanationOf(ruleId: string): string {
  return noiseRules.find(({ id }) => id === ruleId)?.sentence ?? ruleId;
}

export function presentSummary(
  rows: readonly SummaryRow[],
  daily: readonly { date: string; severity: Severity; count: number }[],
  days: readonly string[],
  lastScanAt: Date | null,
): z.input<typeof driftSummarySchema> {
  const open = rows.filter((row) => row.status !== 'resolved');
  const sum = (list: readonly SummaryRow[]) => list.reduce((total, row) => total + row.count, 0);
  const along = <K extends string>(
    keys: readonly K[],
    list: readonly SummaryRow[],
    of: (row: SummaryRow) => string,
  ) =>
    Object.fromEntries(keys.map((key) => [key, sum(list.filter((row) => of(row) === key))])) as Record<
      K,
      number
    >;
  return {
    total: sum(rows),
    open: sum(open),
    by_severity: along(severities, open, (row) => row.severity),
    by_status: along(driftStatuses, rows, (row) => row.status),
    by_type: along(driftTypes, open, (row) => row.type),
    daily: days.map((date) => ({
      date,
      by_severity: Object.fromEntries(
        severities.map((severity) => [
          severity,
          daily.find((day) => day.date === date && day.severity === severity)?.count ?? 0,
        ]),
      ) as Record<Severity, number>,
    })),
    last_scan_at: lastScanAt?.toISOString() ?? null,
  };
}

export function presentRule(row: DriftRuleRow, now: Date): z.input<typeof driftRuleSchema> {
  return {
    id: row.id,
    path_pattern: row.path_pattern,
    resource_type: row.resource_type,
    resource_id: row.resource_id,
    reason: row.reason,
    expires_at: row.expires_at?.toISOString() ?? null,
    expired: row.expires_at !== null && row.expires_at <= now,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
  };
}
