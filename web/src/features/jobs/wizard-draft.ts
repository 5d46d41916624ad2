import type { Body } from '../../app/api.ts';
import type { JobDetail } from './job-page.tsx';
import { withoutEmpty } from './schema-fields.ts';

/** What somebody has typed so far about a job. Everything stays until it is saved or given up. */

export type Timing = NonNullable<JobDetail['timing']>;
export type Window = { days?: number[]; from: string; to: string };

export type Draft = {
  name: string;
  type: string | null;
  configuration: Record<string, unknown>;
  timing: Timing;
  time_zone: string;
  gap: JobDetail['gap'];
  overlap_at_clock_change: JobDetail['overlap_at_clock_change'];
  missed_policy: JobDetail['missed_policy'];
  maximum_lateness_seconds: number;
  overlap_policy: JobDetail['overlap_policy'];
  jitter_seconds: number;
  timeout_seconds: number | null;
  retry: { attempts: number; backoff_seconds: number };
  blackout: Window[];
  depends_on: { job_id: number; within_seconds: number }[];
  approver_id: number | null;
};

export function emptyDraft(timeZone: string): Draft {
  return {
    name: '',
    type: null,
    configuration: {},
    timing: { kind: 'daily', at: '06:30' },
    time_zone: timeZone,
    gap: 'run_after',
    overlap_at_clock_change: 'first',
    missed_policy: 'latest',
    maximum_lateness_seconds: 3600,
    overlap_policy: 'skip',
    jitter_seconds: 0,
    timeout_seconds: null,
    retry: { attempts: 0, backoff_seconds: 60 },
    blackout: [],
    depends_on: [],
    approver_id: null,
  };
}

export function draftOf(job: JobDetail): Draft {
  return {
    name: job.name,
    type: job.type,
    configuration: job.configuration,
    timing: job.timing ?? { kind: 'daily', at: '06:30' },
    time_zone: job.time_zone,
    gap: job.gap,
    overlap_at_clock_change: job.overlap_at_clock_change,
    missed_policy: job.missed_policy,
    maximum_lateness_seconds: job.maximum_lateness_seconds,
    overlap_policy: job.overlap_policy,
    jitter_seconds: job.jitter_seconds,
    timeout_seconds: job.timeout_seconds,
    retry: job.retry,
    blackout: job.blackout,
    depends_on: job.depends_on,
    approver_id: job.approver?.id ?? null,
  };
}

/** The draft as the API takes it. What a platform job takes from elsewhere is not sent. */
export function bodyOf(draft: Draft, options: { acts: boolean; platform: boolean }) {
  const {
    name,
    type: _type,
    configuration,
    timing,
    time_zone,
    gap,
    overlap_at_clock_change,
    ...rest
  } = draft;
  const { approver_id, ...policies } = rest;
  if (options.platform) return policies;
  return {
    ...policies,
    name: name.trim(),
    configuration: withoutEmpty(configuration),
    timing,
    time_zone,
    gap,
    overlap_at_clock_change,
    ...(options.acts ? { approver_id } : {}),
  } as Omit<Body<'createJob'>, 'type'>;
}

export type StepId = 'type' | 'target' | 'schedule' | 'approver' | 'review';

/** Where the field of a problem is, so that the form can show it there. */
export function stepOf(path: string): StepId {
  if (path === 'type') return 'type';
  if (path === 'name' || path.startsWith('configuration')) return 'target';
  if (path.startsWith('approver')) return 'approver';
  if (path === 'version' || path === '') return 'review';
  return 'schedule';
}

/** The problems of a field and of what is inside it, as one line. */
export function problemAt(problems: Record<string, string>, ...names: string[]): string | undefined {
  for (const name of names) {
    for (const [path, message] of Object.entries(problems)) {
      if (path === name || path.startsWith(`${name}.`)) return message;
    }
  }
  return undefined;
}
