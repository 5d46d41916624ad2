import { z } from 'zod';

export const executionStatuses = [
  'queued',
  'running',
  'pending_approval',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
] as const;

export const executionSchema = z.object({
  id: z.number().int(),
  job_id: z.number().int(),
  job_type: z.string(),
  job_name: z.string(),
  trigger: z.enum(['schedule', 'manual', 'api', 'system']),
  status: z.enum(executionStatuses),
  requested_by: z.string(),
  scheduled_for: z.iso.datetime().nullable(),
  queued_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  duration_ms: z.number().int().nullable(),
  findings_count: z.number().int(),
  /** Named counters of the job type: found, created, updated, evaluated, opened, resolved … */
  counts: z.record(z.string(), z.number()),
  progress: z
    .object({ done: z.number().int(), total: z.number().int().nullable(), step: z.string() })
    .nullable(),
  error_code: z.string().nullable(),
  error: z.string().nullable(),
});

export const logLineSchema = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  message: z.string(),
});

export const executionDetailSchema = executionSchema.extend({
  parameters: z.record(z.string(), z.json()),
  /** The last 500 lines; older ones through the log endpoint. */
  log: z.array(logLineSchema),
  log_lines_total: z.number().int(),
  audit_sequence: z.number().int().nullable(),
  resources: z.array(
    z.object({ id: z.number().int(), name: z.string(), resource_type: z.string(), effect: z.string() }),
  ),
  drifts: z.array(
    z.object({ id: z.number().int(), summary: z.string(), severity: z.string(), effect: z.string() }),
  ),
});

const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as HH:mm, such as 06:30');

/** When a job is due: daily, weekly (0 is Sunday), monthly (31 is the last day) or a cron expression. */
export const timingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), at: localTime }),
  z.strictObject({ kind: z.literal('weekly'), weekday: z.number().int().min(0).max(6), at: localTime }),
  z.strictObject({ kind: z.literal('monthly'), day: z.number().int().min(1).max(31), at: localTime }),
  z.strictObject({ kind: z.literal('cron'), expression: z.string().min(1).max(200) }),
]);

export const jobSchema = z.object({
  id: z.number().int(),
  type: z.string(),
  name: z.string(),
  description: z.string(),
  platform: z.boolean(),
  state: z.enum(['scheduled', 'paused', 'disabled', 'unscheduled']),
  /** Why it does not run by itself, in words; null when it does. */
  state_reason: z.string().nullable(),
  /** The cron expression, where the schedule is one; `timing` says every kind. */
  schedule: z.string().nullable(),
  timing: timingSchema.nullable(),
  schedule_words: z.string().nullable(),
  time_zone: z.string(),
  next_run_at: z.iso.datetime().nullable(),
  last_execution: executionSchema.nullable(),
  /** Newest last, at most 20, for the duration sparkline. */
  recent: z.array(
    z.object({
      id: z.number().int(),
      status: z.enum(executionStatuses),
      duration_ms: z.number().int().nullable(),
    }),
  ),
  created_at: z.iso.datetime(),
});

/** Parameters of one run; which ones count depends on the job type. */
export const triggerJobSchema = z.strictObject({
  provider_id: z.number().int().positive().optional(),
  resource_id: z.number().int().positive().optional(),
  baseline_id: z.number().int().positive().optional(),
});

export const triggeredSchema = z.object({
  execution_id: z.number().int(),
  /** The same number under the name that the scan endpoints publish. */
  job_id: z.number().int(),
  status: z.enum(executionStatuses),
  started_at: z.iso.datetime().nullable(),
  /** True when a run was already open: it is that one, and no second was started. */
  duplicate: z.boolean(),
  message: z.string(),
});
