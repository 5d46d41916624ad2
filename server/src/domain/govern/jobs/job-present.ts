import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import { describeTiming } from '../../../core/schedule.ts';
import { durationMs, iso, presentExecution } from './execution-present.ts';
import type { jobRevisionSchema, jobSchema, jobTypeSchema } from './job-schemas.ts';
import type { JobRow } from './job-store.ts';
import type { JobSurroundings, OpenStatus } from './job-surroundings.ts';
import type { JobRegistry, JobType } from './job-type.ts';
import type { RevisionRow } from './revision-store.ts';

/** Jobs as the API shows them. */

export type JobView = z.input<typeof jobSchema>;

export function presentJob(row: JobRow, registry: JobRegistry, around: JobSurroundings): JobView {
  const jobType = registry.get(row.type);
  const unscheduled = row.state === 'scheduled' && row.timing === null;
  return {
    id: row.id,
    type: row.type,
    type_title: jobType?.title ?? row.type,
    name: row.name,
    description: jobType?.description ?? 'This version has no job of this type.',
    platform: row.platform,
    acts: jobType?.actions !== undefined,
    state: unscheduled ? 'unscheduled' : row.state,
    state_reason: stateReason(row, registry),
    display_status: displayStatus(row, around.open),
    timing: row.timing,
    schedule: row.timing?.kind === 'cron' ? row.timing.expression : null,
    schedule_words: row.timing === null ? null : describeTiming(row.timing),
    time_zone: row.time_zone,
    gap: row.gap_policy,
    overlap_at_clock_change: row.overlap_policy_at_clock_change,
    missed_policy: row.missed_policy,
    maximum_lateness_seconds: row.maximum_lateness_seconds,
    overlap_policy: row.overlap_policy,
    jitter_seconds: row.jitter_seconds,
    blackout: row.blackout,
    depends_on: row.depends_on,
    timeout_seconds: row.timeout_seconds,
    retry: { attempts: row.retry_attempts, backoff_seconds: row.retry_backoff_seconds },
    configuration: row.configuration,
    approver: around.approver ?? null,
    created_by: around.creator?.email ?? null,
    state_changed_by: row.state_changed_by?.label ?? null,
    state_changed_at: iso(row.state_changed_at),
    version: row.version,
    next_run_at: iso(row.next_run_at),
    last_execution: around.last === undefined ? null : presentExecution(around.last, row.name),
    recent: around.recent
      .map((run) => ({ id: run.id, status: run.status, duration_ms: durationMs(run) }))
      .reverse(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** What happens now comes before the state that a person has set. */
function displayStatus(row: JobRow, open: OpenStatus | undefined): JobView['display_status'] {
  if (open === 'running') return 'Running';
  if (open === 'pending_approval') return 'Pending Approval';
  if (row.state === 'paused') return 'Paused';
  if (row.state === 'disabled') return 'Disabled';
  return row.timing === null ? 'Not scheduled' : 'Scheduled';
}

function stateReason(row: JobRow, registry: JobRegistry): string | null {
  const by = row.state_changed_by === null ? 'an administrator' : row.state_changed_by.label;
  if (row.state === 'disabled') {
    return row.state_changed_at === null
      ? 'Disabled; enable it to begin with its schedule.'
      : `Disabled by ${by}; enable it to return to its schedule.`;
  }
  if (row.state === 'paused') return `Paused by ${by}; each instant is recorded as skipped.`;
  if (!registry.has(row.type)) return 'This version has no job of this type, so its instants are skipped.';
  if (row.timing !== null) return null;
  const variable = registry.get(row.type)?.scheduleVariable;
  return variable === null || variable === undefined
    ? 'It has no schedule and runs by hand.'
    : `${variable} is not set, so it runs by hand only.`;
}

/** Proposals for a person who makes a job; any other schedule may be chosen. */
const presets: z.input<typeof jobTypeSchema>['presets'] = [
  { label: 'Every day in the early morning', timing: { kind: 'daily', at: '05:30' } },
  { label: 'Every Monday morning', timing: { kind: 'weekly', weekday: 1, at: '06:00' } },
  { label: 'On the first day of each month', timing: { kind: 'monthly', day: 1, at: '07:00' } },
  { label: 'At the start of each quarter', timing: { kind: 'cron', expression: '0 8 1 1,4,7,10 *' } },
];

export function presentJobType(
  jobType: JobType,
  environmentSchedule: string | null,
  parameters: JsonObject,
): z.input<typeof jobTypeSchema> {
  const { type, title, description, aliases, actions, scheduleVariable, onDemand, ownDoor } = jobType;
  return {
    type,
    title,
    description,
    aliases,
    acts: actions !== undefined,
    platform: scheduleVariable !== null || onDemand === true,
    creatable: ownDoor === undefined,
    default_timing:
      environmentSchedule === null
        ? (presets[1]?.timing ?? null)
        : { kind: 'cron', expression: environmentSchedule },
    presets,
    parameters,
  };
}

export function presentRevision(
  row: RevisionRow,
  before: RevisionRow | undefined,
): z.input<typeof jobRevisionSchema> {
  const timing = row.definition.timing;
  const fields = before === undefined ? [] : Object.keys(row.definition);
  const was = (field: string): Json => before?.definition[field] ?? null;
  return {
    revision: row.revision,
    at: row.at.toISOString(),
    changed_by: row.changed_by.label,
    change: row.change,
    schedule_words: timing === null ? null : describeTiming(timing),
    changes: fields
      .filter((field) => !field.startsWith('state_changed'))
      .filter((field) => JSON.stringify(row.definition[field]) !== JSON.stringify(was(field)))
      .map((field) => ({ field, before: was(field), after: row.definition[field] ?? null })),
  };
}
