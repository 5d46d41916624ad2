import { z } from 'zod';
import { executionTriggers } from './execution-store.ts';

export const executionStatuses = [
  'queued',
  'running',
  'pending_approval',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
] as const;

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export const executionSchema = z.object({
  id: z.number().int(),
  job_id: z.number().int(),
  job_type: z.string(),
  job_name: z.string(),
  trigger: z.enum(executionTriggers),
  status: z.enum(executionStatuses),
  /** `run`; `prepare` and `apply` for jobs that act on connected systems. */
  phase: z.enum(['run', 'prepare', 'apply']),
  /** Counted from 1: raised when its worker was lost and when the job tries again after a failure. */
  attempt: z.number().int(),
  /** The execution that this one tries again. */
  retry_of: z.number().int().nullable(),
  requested_by: z.string(),
  scheduled_for: z.iso.datetime().nullable(),
  queued_at: z.iso.datetime(),
  /** While it waits: it is not begun before this. */
  not_before: z.iso.datetime().nullable(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  /** Of the last attempt; waiting for a turn or for an approval is not counted. */
  duration_ms: z.number().int().nullable(),
  /** From the instant of the schedule to the first start. */
  lateness_ms: z.number().int().nullable(),
  /** The version of the job's definition that it follows. */
  job_version: z.number().int(),
  findings_count: z.number().int(),
  /** Named counters of the job type: found, created, updated, evaluated, opened, resolved … */
  counts: z.record(z.string(), z.number()),
  progress: z
    .object({ done: z.number().int(), total: z.number().int().nullable(), step: z.string() })
    .nullable(),
  plan_hash: z.string().nullable(),
  approval_id: z.number().int().nullable(),
  /** What it made, such as `{"kind": "report", "id": "rpt_…"}`. */
  result: z.json().nullable(),
  log_lines: z.number().int(),
  error_code: z.string().nullable(),
  error: z.string().nullable(),
  /** The number of the audit event of its end. */
  audit_sequence: z.number().int().nullable(),
});

export const logLineSchema = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  level: z.enum(logLevels),
  message: z.string(),
});

/** One change of a job that acts: what was planned, and what was found before and after it. */
export const executionStepSchema = z.object({
  position: z.number().int(),
  summary: z.string(),
  /** The vendor's call. */
  call: z.string(),
  before: z.json(),
  after: z.json(),
  observed_before: z.json().nullable(),
  observed_after: z.json().nullable(),
  status: z.enum(['planned', 'writing', 'done', 'failed', 'not_started']),
  error: z.string().nullable(),
});

export const executionDetailSchema = executionSchema.extend({
  parameters: z.record(z.string(), z.json()),
  /** The last 500 lines; older ones through the log endpoint. */
  log: z.array(logLineSchema),
  log_lines_total: z.number().int(),
  /** True when the lines were removed by retention. */
  log_removed: z.boolean(),
  steps: z.array(executionStepSchema),
  resources: z.array(
    z.object({ id: z.number().int(), name: z.string(), resource_type: z.string(), effect: z.string() }),
  ),
  drifts: z.array(
    z.object({ id: z.number().int(), summary: z.string(), severity: z.string(), effect: z.string() }),
  ),
});
