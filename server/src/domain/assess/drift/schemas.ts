import { z } from 'zod';
import { severities } from '../../../core/severity.ts';

export const driftTypes = ['configuration', 'security', 'compliance'] as const;
export const driftStatuses = ['detected', 'investigating', 'resolved'] as const;
const resolutionReasons = [
  'reverted',
  'baseline_updated',
  'accepted',
  'manual',
  'false_positive',
  'resource_deleted',
] as const;

const changeSchema = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'modified']),
  before: z.json().nullable(),
  after: z.json().nullable(),
});

/** Who did it, from the vendor's own trail; `unavailable` says why that is not known. */
const attributionSchema = z.union([
  z.object({
    state: z.literal('known'),
    principal: z.string(),
    call: z.string(),
    at: z.iso.datetime(),
    source_ip: z.string().nullable(),
    event_id: z.string(),
  }),
  z.object({ state: z.literal('unavailable'), reason: z.string(), permission: z.string().optional() }),
]);

export const driftSchema = z.object({
  id: z.number().int(),
  resource_id: z.number().int(),
  resource_name: z.string(),
  resource_type: z.string(),
  region: z.string(),
  provider_id: z.number().int(),
  provider_name: z.string(),
  attribute: z.string(),
  drift_type: z.enum(driftTypes),
  severity: z.enum(severities),
  severity_rule: z.string(),
  status: z.enum(driftStatuses),
  summary: z.string(),
  baseline_id: z.number().int().nullable(),
  detected_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  /** When it was last found worse than known before: its severity rose, or more differs. */
  worsened_at: z.iso.datetime().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
  resolution_reason: z.enum(resolutionReasons).nullable(),
  attribution: attributionSchema.nullable(),
});

export const driftDetailSchema = driftSchema.extend({
  /** The sentence of the rule that gave the severity. */
  severity_explanation: z.string(),
  resolution_note: z.string().nullable(),
  /** The attribute as the baseline and as the last observation have it. */
  baseline_value: z.json().nullable(),
  current_value: z.json().nullable(),
  diff: z.array(changeSchema),
  /** Differences that named rules folded, and why. */
  folded: z.array(z.object({ path: z.string(), rule: z.string(), explanation: z.string() })),
  unknown: z.array(z.object({ path: z.string(), reason: z.string(), permission: z.string().optional() })),
  violated_control_ids: z.array(z.string()),
  detected_by_execution_id: z.number().int().nullable(),
  timeline: z.array(
    z.object({ at: z.iso.datetime(), kind: z.string(), actor: z.string(), text: z.string() }),
  ),
});

export const driftFilterSchema = z.object({
  provider_id: z.string().max(200).optional(),
  resource_id: z.coerce.number().int().positive().optional(),
  resource_type: z.string().max(500).optional(),
  severity: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  /** Without a status the open ones are listed; `all` lists every one. */
  status: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['detected_at', 'severity']).default('detected_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

export const driftSummarySchema = z.object({
  total: z.number().int(),
  open: z.number().int(),
  by_severity: z.record(z.enum(severities), z.number().int()),
  by_status: z.record(z.enum(driftStatuses), z.number().int()),
  by_type: z.record(z.enum(driftTypes), z.number().int()),
  /** Opened per day and severity over the last 14 days, oldest first. */
  daily: z.array(
    z.object({ date: z.iso.date(), by_severity: z.record(z.enum(severities), z.number().int()) }),
  ),
  last_scan_at: z.iso.datetime().nullable(),
});

export const detectDriftSchema = z.strictObject({
  provider_id: z.number().int().positive().optional(),
  resource_id: z.number().int().positive().optional(),
  baseline_id: z.number().int().positive().optional(),
});

export const resolveDriftSchema = z.strictObject({
  capture_baseline: z.boolean().default(false),
  reason: z.enum(['manual', 'accepted', 'false_positive']).default('manual'),
  note: z.string().max(2000).optional(),
});

export const driftRuleSchema = z.object({
  id: z.number().int(),
  path_pattern: z.string(),
  resource_type: z.string().nullable(),
  resource_id: z.number().int().nullable(),
  reason: z.string(),
  expires_at: z.iso.datetime().nullable(),
  expired: z.boolean(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
});

export const createDriftRuleSchema = z.strictObject({
  path_pattern: z.string().trim().min(1).max(500),
  resource_type: z.string().max(100).optional(),
  resource_id: z.number().int().positive().optional(),
  reason: z.string().trim().min(1).max(500),
  expires_at: z.iso.datetime().optional(),
});

/** What a rule would have hidden, before it is saved. */
export const driftRulePreviewSchema = z.object({
  matching_drifts: z.number().int(),
  hidden_drifts: z.number().int(),
  items: z.array(
    z.object({
      drift_id: z.number().int(),
      resource_name: z.string(),
      resource_type: z.string(),
      path: z.string(),
      severity: z.enum(severities),
      hides_whole_drift: z.boolean(),
    }),
  ),
});
