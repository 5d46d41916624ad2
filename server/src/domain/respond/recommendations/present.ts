import type { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import { severities } from '../../../core/severity.ts';
import { recommendationKinds } from '../../../plugin-kit/define-recommendation.ts';
import type { CountRow, ListedResource, RecommendationRow, SavingsRow } from './list-store.ts';
import type { ModelRunRow } from './model-run-store.ts';
import {
  type recommendationDetailSchema,
  type recommendationSchema,
  recommendationStatuses,
  type recommendationSummarySchema,
  type savingsSchema,
} from './schemas.ts';

/** Rows as the API shows them. Pure. */

type View = z.input<typeof recommendationSchema>;

export function presentRecommendation(row: RecommendationRow): View {
  const low = row.savings_low_cents;
  const high = row.savings_high_cents;
  return {
    id: row.id,
    type: row.type as View['type'],
    title: row.title,
    description: row.advice.explanation,
    severity: row.severity,
    priority: row.priority,
    status: row.status as View['status'],
    risk_reduction: row.risk_reduction,
    exposure: row.exposure as View['exposure'],
    estimated_monthly_savings: low === null ? null : Number(low) / 100,
    savings:
      low === null || high === null
        ? null
        : {
            low: Number(low) / 100,
            high: Number(high) / 100,
            currency: 'USD',
            assumption: row.savings_assumption ?? '',
          },
    effort: row.effort_minutes <= 20 ? 'low' : row.effort_minutes <= 60 ? 'medium' : 'high',
    effort_minutes: row.effort_minutes,
    impact: row.advice.impact,
    resource_id: row.resource_id,
    resource_name: row.resource_name,
    resource_type: row.resource_type,
    resource_count: row.resource_count,
    provider_id: row.provider_id,
    provider_name: row.provider_name,
    finding_type: row.finding_type as View['finding_type'],
    finding_id: row.finding_id,
    control_ids: row.control_ids,
    rule_id: row.rule_id,
    has_automated_fix: row.remediation_type !== null,
    remediation_type: row.remediation_type,
    remediation_id: row.remediation_id,
    generator: {
      kind: row.generator as View['generator']['kind'],
      model: row.model,
      fallback_reason: row.generator_note,
    },
    status_note: row.status_note,
    status_by: labelOf(row.status_by),
    status_at: row.status_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

const labelOf = (actor: Json | null): string | null =>
  actor === null ? null : ((actor as { label?: string }).label ?? null);

export function presentDetail(
  row: RecommendationRow,
  resources: readonly ListedResource[],
  run: ModelRunRow | undefined,
): z.input<typeof recommendationDetailSchema> {
  return {
    ...presentRecommendation(row),
    steps: row.advice.steps,
    side_effects: row.advice.side_effects,
    references: row.advice.references,
    resources: resources.map(({ resource_id, name, region, findings }) => ({
      resource_id,
      name,
      region,
      findings: findings.map(({ type, id, control_id, attribute, severity, message }) => ({
        type,
        id,
        control_id,
        attribute,
        severity,
        message,
      })),
    })),
    provenance:
      run === undefined
        ? null
        : {
            advisor: run.advisor,
            model: run.model,
            prompt_revision: run.prompt_revision,
            redaction: run.redaction as 'strict' | 'none',
            evidence_sha256: run.evidence_sha256,
            input_tokens: run.input_tokens,
            output_tokens: run.output_tokens,
            attempts: run.attempts,
            duration_ms: run.duration_ms,
            validation: `${run.status}: ${run.accepted} of ${run.recommendation_ids.length} accepted`,
            note: run.note,
            at: run.started_at.toISOString(),
          },
  };
}

export function presentSummary(rows: readonly CountRow[]): z.input<typeof recommendationSummarySchema> {
  const sum = (fits: (row: CountRow) => boolean) =>
    rows.filter(fits).reduce((total, { count }) => total + count, 0);
  const pending = (row: CountRow) => row.status === 'pending';
  const along = <K extends string>(keys: readonly K[], of: (row: CountRow) => string) =>
    Object.fromEntries(keys.map((key) => [key, sum((row) => pending(row) && of(row) === key)])) as Record<
      K,
      number
    >;
  const byStatus = Object.fromEntries(
    recommendationStatuses.map((status) => [status, sum((row) => row.status === status)]),
  ) as Record<(typeof recommendationStatuses)[number], number>;
  return {
    ...byStatus,
    by_priority: along(severities, ({ priority }) => priority),
    by_type: along(recommendationKinds, ({ type }) => type),
    with_automated_fix: sum((row) => pending(row) && row.automated),
  };
}

export function presentSavings(
  rows: readonly SavingsRow[],
  titleOf: (ruleId: string) => string,
): z.input<typeof savingsSchema> {
  const total = (of: (row: SavingsRow) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const low = total((row) => row.low_cents) / 100;
  return {
    currency: 'USD',
    estimated_monthly_savings: low,
    estimated_savings: low,
    highest_monthly_savings: total((row) => row.high_cents) / 100,
    recommendations: total((row) => row.count),
    without_figure: total((row) => row.without),
    by_rule: rows.map(({ rule_id, count, low_cents, high_cents }) => ({
      rule_id,
      title: titleOf(rule_id),
      recommendations: count,
      low: low_cents / 100,
      high: high_cents / 100,
    })),
  };
}
