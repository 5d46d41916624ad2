import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { remediationRisks } from '../../../plugin-kit/define-remediation.ts';
import { approvalSchema } from '../../govern/approvals/index.ts';
import { remediationStatuses } from './store.ts';

const id = z.number().int();
const moment = z.iso.datetime();
const actor = z.object({
  kind: z.enum(['user', 'api_key', 'system']),
  id: id.nullable(),
  label: z.string(),
});

export const remediationSchema = z.object({
  id,
  type: z.string(),
  title: z.string(),
  risk: z.enum(remediationRisks).nullable(),
  status: z.enum(remediationStatuses),
  finding: z.object({
    type: z.enum(['drift', 'control']),
    drift_id: id.nullable(),
    control_id: z.string().nullable(),
    severity: z.enum(severities),
    summary: z.string(),
  }),
  resource: z.object({ id, name: z.string(), type: z.string(), region: z.string() }),
  provider: z.object({
    id,
    name: z.string(),
    /** Whether credentials for writing are stored. */
    write_access: z.boolean(),
  }),
  execution_id: id.nullable(),
  /** The step of an execution that makes several changes and is decided as a whole; null when it has one of its own. */
  part_of: z.object({ step: id, steps: id }).nullable(),
  evidence_id: z.string().nullable(),
  policy_id: id.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  requested_by: actor,
  note: z.string().nullable(),
  created_at: moment,
  executed_at: moment.nullable(),
  ended_at: moment.nullable(),
  rollback: z.object({
    possible: z.boolean(),
    /** Why it is not possible now. */
    reason: z.string().nullable(),
    until: moment.nullable(),
    execution_id: id.nullable(),
    /** The state of the run that takes it back. */
    status: z.string().nullable(),
    evidence_id: z.string().nullable(),
  }),
});

export const remediationDetailSchema = remediationSchema.extend({
  description: z.string(),
  impact: z.string(),
  effort_minutes: id.nullable(),
  irreversible: z.string().nullable(),
  finding: remediationSchema.shape.finding.extend({ before: z.json(), after: z.json().nullable() }),
  plan: z.object({ summary: z.string(), call: z.string(), before: z.json(), after: z.json() }).nullable(),
  by_hand: z
    .object({ cli: z.array(z.string()), terraform: z.string().nullable(), console: z.string().nullable() })
    .nullable(),
  permissions: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
  /** Documents that grant the permissions for writing, while no credentials for writing are stored. */
  permissions_to_add: z.array(z.object({ title: z.string(), file_name: z.string(), content: z.string() })),
  /** The one that counts now: that of the rollback while there is one. */
  approval: approvalSchema.nullable(),
  /** An approved change waits until somebody executes it. */
  held: z.boolean(),
  history: z.array(z.object({ at: moment, kind: z.string(), actor, note: z.string().nullable() })),
});

export const remediationFilterSchema = z.strictObject({
  status: z
    .string()
    .max(200)
    .optional()
    .describe(`One or more of ${remediationStatuses.join(', ')}, with commas.`),
  type: z.string().max(500).optional().describe('Kinds of change, with commas.'),
  resource_id: z.coerce.number().int().positive().optional(),
  provider_id: z.coerce.number().int().positive().optional(),
  drift_id: z.coerce.number().int().positive().optional(),
  control_id: z.string().max(200).optional(),
  execution_id: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('The changes that this execution makes or takes back.'),
});

export const createRemediationSchema = z.strictObject({
  finding_type: z.enum(['drift', 'control', 'alert']),
  finding_id: z
    .union([z.number().int().positive(), z.string().min(1).max(200)])
    .describe('Id of the drift or alert, or of the control that fails.'),
  resource_id: z.number().int().positive().optional().describe('The resource on which the control fails.'),
  type: z.string().min(1).max(100).optional().describe('The kind of change, where several fit.'),
  note: z.string().trim().min(1).max(1000).optional(),
});

export const approveRemediationSchema = z.strictObject({
  plan_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the plan_hash of the approval')
    .describe('The hash of the plan that you read: exactly that one is approved.'),
  comment: z.string().trim().min(1).max(1000).optional(),
});
export const rejectRemediationSchema = z.strictObject({
  reason: z.string().trim().min(1).max(1000).optional(),
});
export const rollbackRemediationSchema = z.strictObject({
  note: z.string().trim().min(1).max(1000).optional(),
});

export const remediationSummarySchema = z.object({
  total: id,
  by_status: z.record(z.enum(remediationStatuses), id),
  /** Resources that are being changed, or whose change waits. */
  under_way: id,
});

const kind = {
  type: z.string(),
  title: z.string(),
  risk: z.enum(remediationRisks),
  impact: z.string(),
  effort_minutes: id,
  irreversible: z.string().nullable(),
};

export const remediationTypeSchema = z.object({
  ...kind,
  description: z.string(),
  resource_type: z.string(),
  controls: z.array(z.string()),
  drift_attributes: z.array(z.string()),
  permissions: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
  calls: z.array(z.string()),
  /** By the settings of the organisation. */
  enabled: z.boolean(),
  require_approval: z.boolean(),
  auto_execute: z.boolean(),
});

export const suggestionSchema = z.object({
  ...kind,
  finding: remediationSchema.shape.finding,
  resource: remediationSchema.shape.resource,
  /** What POST /remediation takes. */
  request: createRemediationSchema,
  enabled: z.boolean(),
  write_access: z.boolean(),
  /** A change of the resource that is under way. */
  under_way_id: id.nullable(),
});

export const suggestionFilterSchema = z
  .strictObject({
    resource_id: z.coerce.number().int().positive().optional(),
    drift_id: z.coerce.number().int().positive().optional(),
    control_id: z.string().min(1).max(200).optional(),
    alert_id: z.coerce.number().int().positive().optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    message: 'name one of resource_id, drift_id, control_id and alert_id',
    path: ['resource_id'],
  });

const overrideSchema = z.strictObject({
  enabled: z.boolean().optional(),
  require_approval: z.boolean().optional(),
  auto_execute: z.boolean().optional(),
});

export const remediationSettingsSchema = z.object({
  require_approval: z
    .boolean()
    .describe('Every plan is decided by a person. When off, a standing policy that covers it may decide.'),
  auto_execute: z
    .boolean()
    .describe('An approved change is applied at once. When off, somebody executes it.'),
  rollback_window_minutes: id,
  maximum_open: id.describe('Changes that are under way at once.'),
  separation_of_duties: z
    .literal(true)
    .describe('Nobody approves what they asked for; this cannot be switched off.'),
  overrides: z.record(z.string(), overrideSchema),
});

export const changeRemediationSettingsSchema = z.strictObject({
  require_approval: z.boolean().optional(),
  auto_execute: z.boolean().optional(),
  rollback_window_minutes: z.number().int().min(5).max(120).optional(),
  maximum_open: z.number().int().min(1).max(200).optional(),
  separation_of_duties: z.literal(true).optional(),
  overrides: z
    .record(z.string().max(100), overrideSchema)
    .refine((given) => Object.keys(given).length <= 500, { message: 'has more than 500 kinds of change' })
    .optional(),
});

export const policyInputSchema = z.strictObject({
  type: z.string().min(1).max(100).describe('The kind of change.'),
  scope: z
    .strictObject({
      provider_id: z.number().int().positive().optional(),
      regions: z.array(z.string().min(1).max(64)).min(1).max(50).optional(),
      tags: z
        .record(z.string().min(1).max(128), z.string().max(256))
        .refine((tags) => Object.keys(tags).length <= 20, { message: 'has more than 20 tags' })
        .optional(),
    })
    .default({}),
  maximum_severity: z.enum(severities).describe('Findings up to this severity.'),
  daily_limit: z.number().int().min(1).max(100).default(10),
  reason: z.string().trim().min(10).max(1000).describe('Why no person needs to decide each time.'),
  expires_at: z.iso.datetime({ offset: true }),
});

export const approvePolicySchema = z.strictObject({
  revision: z.number().int().positive().describe('The revision that you read.'),
});

export const policySchema = z.object({
  id,
  type: z.string(),
  title: z.string(),
  scope: z.object({
    provider_id: id.optional(),
    regions: z.array(z.string()).optional(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
  maximum_severity: z.enum(severities),
  daily_limit: id,
  used_today: id,
  reason: z.string(),
  expires_at: moment,
  status: z.enum(['proposed', 'active', 'expired', 'revoked']),
  /** Why it decides nothing at the moment; null when it does. */
  without_effect: z.string().nullable(),
  revision: id,
  proposed_by: actor,
  proposed_at: moment,
  approved_by: actor.nullable(),
  approved_at: moment.nullable(),
  revoked_at: moment.nullable(),
});
