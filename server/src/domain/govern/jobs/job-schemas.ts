import { z } from 'zod';
import { executionSchema, executionStatuses } from './execution-schemas.ts';

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
