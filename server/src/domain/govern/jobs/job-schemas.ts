import { z } from 'zod';
import { executionSchema, executionStatuses } from './execution-schemas.ts';

const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as HH:mm, such as 06:30');

/** When a job is due: daily, weekly (0 is Sunday), monthly (31 is the last day) or a cron expression. */
const timingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), at: localTime }),
  z.strictObject({ kind: z.literal('weekly'), weekday: z.number().int().min(0).max(6), at: localTime }),
  z.strictObject({ kind: z.literal('monthly'), day: z.number().int().min(1).max(31), at: localTime }),
  z.strictObject({ kind: z.literal('cron'), expression: z.string().min(1).max(200) }),
]);

const gap = z
  .enum(['run_after', 'skip'])
  .describe('A fixed time in the hour that a clock change leaves out: right after it, or not on that day.');
const overlapAtClockChange = z
  .enum(['first', 'second', 'both'])
  .describe('A fixed time in the hour that a clock change repeats.');
const missedPolicy = z
  .enum(['skip', 'latest', 'all'])
  .describe('Instants that no scheduler saw in time: none of them runs, the newest one, or each one.');
const overlapPolicy = z
  .enum(['skip', 'queue', 'cancel_running', 'allow'])
  .describe('When the run before it is still open.');

/** Windows without runs: days of the week with local times (over midnight too), or two instants. */
const blackoutWindowSchema = z.union([
  z.strictObject({
    days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
    from: localTime,
    to: localTime,
  }),
  z.strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }),
]);

const dependencySchema = z.strictObject({
  job_id: z.number().int().positive(),
  within_seconds: z.number().int().min(1).max(31_622_400),
});

const retrySchema = z.strictObject({
  attempts: z.number().int().min(0).max(10).describe('Further attempts after a failure.'),
  backoff_seconds: z.number().int().min(1).max(86_400).describe('Before the first; it doubles each time.'),
});

export const jobSchema = z.object({
  id: z.number().int(),
  type: z.string(),
  type_title: z.string(),
  name: z.string(),
  description: z.string(),
  platform: z.boolean(),
  /** It changes connected systems, and each of its executions needs an approval. */
  acts: z.boolean(),
  state: z.enum(['scheduled', 'paused', 'disabled', 'unscheduled']),
  /** Why it does not run by itself, in words; null when it does. */
  state_reason: z.string().nullable(),
  display_status: z.enum(['Scheduled', 'Running', 'Pending Approval', 'Paused', 'Disabled', 'Not scheduled']),
  timing: timingSchema.nullable(),
  /** The cron expression, where the schedule is one; `timing` says every kind. */
  schedule: z.string().nullable(),
  schedule_words: z.string().nullable(),
  time_zone: z.string(),
  gap,
  overlap_at_clock_change: overlapAtClockChange,
  missed_policy: missedPolicy,
  maximum_lateness_seconds: z.number().int(),
  overlap_policy: overlapPolicy,
  jitter_seconds: z.number().int(),
  blackout: z.array(
    z.union([
      z.object({ days: z.array(z.number().int()), from: z.string(), to: z.string() }),
      z.object({ from: z.string(), to: z.string() }),
    ]),
  ),
  depends_on: z.array(z.object({ job_id: z.number().int(), within_seconds: z.number().int() })),
  /** Null: the time limit of the installation. */
  timeout_seconds: z.number().int().nullable(),
  retry: z.object({ attempts: z.number().int(), backoff_seconds: z.number().int() }),
  configuration: z.record(z.string(), z.json()),
  /** Who has to approve each execution. */
  approver: z.object({ id: z.number().int(), name: z.string(), email: z.string() }).nullable(),
  created_by: z.string().nullable(),
  state_changed_by: z.string().nullable(),
  state_changed_at: z.iso.datetime().nullable(),
  version: z.number().int(),
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
  updated_at: z.iso.datetime(),
});

const name = z.string().trim().min(1).max(120);
const timeZone = z.string().min(1).max(64).describe('An IANA name such as Europe/Berlin.');

/** When it runs: `timing`, or a cron expression as `schedule`. */
const when = {
  timing: timingSchema.optional(),
  schedule: z.string().min(1).max(200).optional().describe('A cron expression, instead of `timing`.'),
};

const policies = {
  time_zone: timeZone.optional(),
  gap: gap.optional(),
  overlap_at_clock_change: overlapAtClockChange.optional(),
  missed_policy: missedPolicy.optional(),
  maximum_lateness_seconds: z.number().int().min(0).max(31_622_400).optional(),
  overlap_policy: overlapPolicy.optional(),
  jitter_seconds: z.number().int().min(0).max(3600).optional(),
  blackout: z.array(blackoutWindowSchema).max(50).optional(),
  depends_on: z.array(dependencySchema).max(20).optional(),
  timeout_seconds: z.number().int().min(1).max(86_400).nullable().optional(),
  retry: retrySchema.optional(),
  approver_id: z.number().int().positive().nullable().optional(),
};

/** What the type of the job takes; `GET /api/v1/jobs/types` has its JSON Schema. */
const configuration = z.record(z.string().max(100), z.json());

export const createJobSchema = z.strictObject({
  name,
  type: z.string().min(1).max(60),
  ...when,
  configuration: configuration.optional(),
  ...policies,
});

export const updateJobSchema = z.strictObject({
  name: name.optional(),
  ...when,
  configuration: configuration.optional(),
  ...policies,
  version: z.number().int().positive().optional().describe('Refused when the job has a newer one.'),
});

export const duplicateJobSchema = z.strictObject({ name: name.optional() });

export const jobTypeSchema = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  acts: z.boolean(),
  /** There is one from the start, scheduled by the environment. */
  platform: z.boolean(),
  /** People can make jobs of it; of the others runs are asked for elsewhere. */
  creatable: z.boolean(),
  default_timing: timingSchema.nullable(),
  presets: z.array(z.object({ label: z.string(), timing: timingSchema })),
  /** JSON Schema of the configuration. */
  parameters: z.record(z.string(), z.json()),
});

const clockChange = z
  .enum(['moved_by_gap', 'first_of_overlap', 'second_of_overlap', 'skipped_by_gap'])
  .nullable();

export const previewScheduleSchema = z.strictObject({
  ...when,
  time_zone: timeZone.optional(),
  gap: gap.optional(),
  overlap: overlapAtClockChange.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  count: z.number().int().min(1).max(50).default(10),
});

export const schedulePreviewSchema = z.object({
  words: z.string().nullable(),
  time_zone: z.string(),
  runs: z.array(
    z.object({
      at: z.iso.datetime(),
      /** With its offset: 2026-03-29T03:00:00+02:00. */
      local: z.string(),
      clock_change: clockChange,
      note: z.string().nullable(),
    }),
  ),
  next_clock_change: z.iso.datetime().nullable(),
  /** What is wrong with the schedule; null when it can run. */
  problem: z.string().nullable(),
});

export const jobRevisionSchema = z.object({
  revision: z.number().int(),
  at: z.iso.datetime(),
  changed_by: z.string(),
  change: z.string(),
  schedule_words: z.string().nullable(),
  /** The fields that differ from the revision before it. */
  changes: z.array(z.object({ field: z.string(), before: z.json(), after: z.json() })),
});

/** Parameters of one run beside the configuration of the job; its type refuses what it does not take. */
export const triggerJobSchema = z
  .object({
    provider_id: z.number().int().positive().optional(),
    resource_id: z.number().int().positive().optional(),
    baseline_id: z.number().int().positive().optional(),
  })
  .catchall(z.json());

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

export const explanationSchema = z.object({
  at: z.iso.datetime(),
  /** The job as it was defined then; null before it existed. */
  job: z
    .object({
      state: z.string(),
      schedule_words: z.string().nullable(),
      revision: z.number().int().nullable(),
    })
    .nullable(),
  verdict: z.enum([
    'ran',
    'skipped',
    'waiting',
    'not_due',
    'not_scheduled',
    'did_not_exist',
    /** It was due, and nothing is recorded about it (any more). */
    'unknown',
  ]),
  sentence: z.string(),
  /** The instant that was due. */
  occurrence: z.iso.datetime().nullable(),
  execution: executionSchema.nullable(),
  previous_due: z.iso.datetime().nullable(),
  next_due: z.iso.datetime().nullable(),
  executions_near: z.array(executionSchema),
});

export const timelineSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  time_zone: z.string(),
  /** In the zone of the organisation; offsets in minutes east of UTC. */
  clock_changes: z.array(
    z.object({ at: z.iso.datetime(), offset_before: z.number().int(), offset_after: z.number().int() }),
  ),
  jobs: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      type: z.string(),
      state: z.string(),
      runs: z.array(
        z.object({
          execution_id: z.number().int(),
          status: z.enum(executionStatuses),
          reason: z.string().nullable(),
          /** When it began, or when it was recorded where it never began. */
          start: z.iso.datetime(),
          end: z.iso.datetime().nullable(),
          scheduled_for: z.iso.datetime().nullable(),
        }),
      ),
      upcoming: z.array(z.object({ instant: z.iso.datetime(), clock_change: clockChange })),
      /** There is more than what fits. */
      more: z.boolean(),
    }),
  ),
});
