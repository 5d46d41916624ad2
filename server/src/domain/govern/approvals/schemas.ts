import { z } from 'zod';

export const approvalStatuses = ['pending', 'approved', 'rejected', 'expired', 'cancelled'] as const;
export const approvalPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const approvalTypes = ['remediation', 'scheduled_job'] as const;

/** One change in a connected system, as a person reads it before they allow it. */
const planStepSchema = z.object({
  call: z.string(),
  target: z.object({
    kind: z.literal('resource'),
    id: z.number().int(),
    name: z.string(),
    externalId: z.string(),
    resourceType: z.string(),
    region: z.string(),
    providerId: z.number().int(),
  }),
  summary: z.string(),
  before: z.json(),
  after: z.json(),
  /** Which kind of change makes it, where a plan holds several. */
  kind: z.string().optional(),
  /** Why it is needed, where each step has a reason of its own. */
  reason: z.string().optional(),
});

const planSchema = z.object({
  summary: z.string(),
  targetSystem: z.string(),
  steps: z.array(planStepSchema),
});

const person = z.object({ id: z.number().int(), name: z.string(), email: z.string() });
const actor = z.object({
  kind: z.enum(['user', 'api_key', 'system']),
  id: z.number().int().nullable(),
  label: z.string(),
});

export const approvalSchema = z.object({
  id: z.number().int(),
  /** What waits: `remediation` is a change that puts one finding in order, `scheduled_job` another run of a job. */
  type: z.enum(approvalTypes),
  title: z.string(),
  status: z.enum(approvalStatuses),
  priority: z.enum(approvalPriorities),
  /** Where it acts: `AWS account 123456789012 (production)`. */
  target_system: z.string(),
  justification: z.string(),
  /** Number of steps: what approving allows, and nothing else. */
  changes: z.number().int(),
  /** SHA-256 of the plan; an approval has to name it. */
  plan_hash: z.string(),
  subject: z.object({
    kind: z.enum(['job_execution']),
    id: z.number().int(),
    job_id: z.number().int().nullable(),
    job_name: z.string().nullable(),
  }),
  submitted_by: actor,
  submitted_at: z.iso.datetime(),
  /** How long it has waited, until now or until the decision. */
  age_seconds: z.number().int(),
  expires_at: z.iso.datetime(),
  /** The people who are asked. Somebody who left has no name any more. */
  assignees: z.array(person),
  /** Whether the caller may decide it now, and if not, why. */
  can_decide: z.boolean(),
  cannot_decide_reason: z.string().nullable(),
  decided_by: actor.nullable(),
  decided_at: z.iso.datetime().nullable(),
  decision_reason: z.string().nullable(),
  escalated_at: z.iso.datetime().nullable(),
});

export const approvalDetailSchema = approvalSchema.extend({ plan: planSchema });

const reason = z.string().trim().min(1).max(2000).optional();

export const approveSchema = z.strictObject({
  plan_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the plan_hash of the plan that you read: 64 hexadecimal digits'),
  reason,
});

export const rejectSchema = z.strictObject({ reason });

export const reassignSchema = z.strictObject({
  assignee_ids: z.array(z.number().int().positive()).min(1).max(50),
});

export const approvalFilterSchema = z.strictObject({
  status: z
    .string()
    .max(100)
    .optional()
    .describe('One or more, separated by commas; `pending` when absent, `all` for every one.'),
  assigned: z.enum(['me']).optional().describe('Only what the caller is asked to decide.'),
  type: z
    .string()
    .max(100)
    .optional()
    .describe(`One or more of ${approvalTypes.join(', ')}, with commas.`),
  submitter: z
    .string()
    .min(1)
    .max(320)
    .optional()
    .describe('The e-mail address or name of who asked, or `me`.'),
  priority: z
    .string()
    .max(100)
    .optional()
    .describe(`One or more of ${approvalPriorities.join(', ')}, with commas.`),
});
