import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { exposures, recommendationKinds } from '../../../plugin-kit/define-recommendation.ts';

export const recommendationStatuses = ['pending', 'applied', 'dismissed', 'resolved'] as const;
const generators = ['rules', 'gemini'] as const;
const redactions = ['strict', 'none'] as const;
const efforts = ['low', 'medium', 'high'] as const;
const findingTypes = ['control', 'drift', 'configuration'] as const;

const stepSchema = z.object({ text: z.string(), commands: z.array(z.string()) });

export const recommendationSchema = z.object({
  id: z.number().int(),
  type: z.enum(recommendationKinds),
  title: z.string(),
  /** The explanation: what was found and why it is one matter. */
  description: z.string(),
  severity: z.enum(severities),
  priority: z.enum(severities),
  status: z.enum(recommendationStatuses),
  /** 0 to 100: severity of the worst finding × from where it can be used. Null of what is about cost. */
  risk_reduction: z.number().int().nullable(),
  exposure: z.enum(exposures),
  /** The lower end, in US dollars; null where no figure follows from what is known. */
  estimated_monthly_savings: z.number().nullable(),
  savings: z
    .object({ low: z.number(), high: z.number(), currency: z.literal('USD'), assumption: z.string() })
    .nullable(),
  effort: z.enum(efforts),
  effort_minutes: z.number().int(),
  impact: z.string(),
  /** Null where it is about several. */
  resource_id: z.number().int().nullable(),
  resource_name: z.string().nullable(),
  resource_type: z.string(),
  resource_count: z.number().int(),
  provider_id: z.number().int(),
  provider_name: z.string(),
  /** The worst finding; `finding_id` is null of a configuration. */
  finding_type: z.enum(findingTypes),
  finding_id: z.number().int().nullable(),
  control_ids: z.array(z.string()),
  rule_id: z.string(),
  has_automated_fix: z.boolean(),
  remediation_type: z.string().nullable(),
  remediation_id: z.number().int().nullable(),
  generator: z.object({
    kind: z.enum(generators),
    model: z.string().nullable(),
    /** Why the rules answered although a language model was asked. */
    fallback_reason: z.string().nullable(),
  }),
  /** Why it was dismissed, or how it ended. */
  status_note: z.string().nullable(),
  status_by: z.string().nullable(),
  status_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

const provenanceSchema = z.object({
  advisor: z.string(),
  model: z.string(),
  prompt_revision: z.string(),
  redaction: z.enum(redactions),
  /** Of the evidence as it left the installation. */
  evidence_sha256: z.string(),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  attempts: z.number().int(),
  duration_ms: z.number().int().nullable(),
  /** What the check of the answer said. */
  validation: z.string(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});

export const recommendationDetailSchema = recommendationSchema.extend({
  /** Ordered by effect. */
  steps: z.array(stepSchema),
  side_effects: z.array(z.string()),
  references: z.array(z.string()),
  /** At most 200; `resource_count` is the whole number. */
  resources: z.array(
    z.object({
      resource_id: z.number().int(),
      name: z.string(),
      region: z.string(),
      findings: z.array(
        z.object({
          type: z.enum(findingTypes),
          id: z.number().int().nullable(),
          control_id: z.string().nullable(),
          attribute: z.string().nullable(),
          severity: z.enum(severities),
          message: z.string(),
        }),
      ),
    }),
  ),
  /** Of the words of a language model; null where the rules answered alone. */
  provenance: provenanceSchema.nullable(),
});

export const recommendationFilterSchema = z.object({
  /** Without a status the pending ones are listed; `all` lists every one. */
  status: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  priority: z.string().max(100).optional(),
  severity: z.string().max(100).optional(),
  provider_id: z.string().max(200).optional(),
  resource_id: z.coerce.number().int().positive().optional(),
  control_id: z.string().max(80).optional(),
  q: z.string().max(200).optional(),
});

export const recommendationSummarySchema = z.object({
  pending: z.number().int(),
  applied: z.number().int(),
  dismissed: z.number().int(),
  resolved: z.number().int(),
  /** Of the pending ones. */
  by_priority: z.record(z.enum(severities), z.number().int()),
  by_type: z.record(z.enum(recommendationKinds), z.number().int()),
  with_automated_fix: z.number().int(),
});

export const savingsSchema = z.object({
  currency: z.literal('USD'),
  /** Sum of the lower ends of the pending ones that have a figure. */
  estimated_monthly_savings: z.number(),
  /** The same under the name of older clients. */
  estimated_savings: z.number(),
  highest_monthly_savings: z.number(),
  recommendations: z.number().int(),
  /** Pending ones about cost for which nothing that is known gives a figure. */
  without_figure: z.number().int(),
  by_rule: z.array(
    z.object({
      rule_id: z.string(),
      title: z.string(),
      recommendations: z.number().int(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});

export const generateSchema = z
  .strictObject({
    resource_id: z.number().int().positive().optional(),
    drift_id: z.number().int().positive().optional(),
    control_id: z.string().min(1).max(80).optional(),
    assessment_id: z.number().int().positive().optional(),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    error: 'name exactly one of resource_id, drift_id, control_id and assessment_id',
  });

export const generatedSchema = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Pending ones whose finding is over. */
  resolved: z.number().int(),
  /** Dismissed or applied before, and nothing new was found since. */
  kept_closed: z.number().int(),
  /** The run that goes on with the work: an assessment, or the words of a language model. */
  execution_id: z.number().int().nullable(),
  message: z.string(),
  data: z.array(recommendationSchema),
});

const note = z.string().trim().max(2000);
export const applySchema = z
  .strictObject({
    create_remediation: z.boolean().default(false),
    remediation_type: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('The kind of change to ask for, where several fit; with `create_remediation`.'),
    note: note.optional(),
  })
  .refine((given) => given.create_remediation || given.remediation_type === undefined, {
    message: 'only with create_remediation',
    path: ['remediation_type'],
  });
export const dismissSchema = z.strictObject({ reason: note.min(3) });

const settingsShape = {
  /** Made by themselves for new critical and high findings, and after each sync. */
  automatic: z.boolean(),
  model_enabled: z.boolean(),
  redaction: z.enum(redactions),
  daily_requests: z.number().int().min(0).max(10_000),
  daily_tokens: z.number().int().min(0).max(10_000_000),
};
export const settingsChangeSchema = z.strictObject(settingsShape).partial();
export const settingsSchema = z.object({
  ...settingsShape,
  /** Null: this installation has no key for one. */
  model: z.object({ advisor: z.string(), title: z.string(), name: z.string() }).nullable(),
  used_today: z.object({ requests: z.number().int(), tokens: z.number().int() }),
});
