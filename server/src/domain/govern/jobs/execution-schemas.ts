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
