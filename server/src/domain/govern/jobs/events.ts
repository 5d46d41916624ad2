import type { EventWords } from '../../../platform/events/contract.ts';

const end = [
  'execution_id',
  'job_id',
  'job_type',
  'status',
  'trigger',
  'error_code',
  'error',
  'findings_count',
  'duration_ms',
] as const;

/** What this module announces. */
export const jobEvents = {
  'job.completed': {
    sentence: 'A run of a job ended, in whichever way: succeeded, failed, skipped or cancelled.',
    payload: end,
  },
  'job.failed': { sentence: 'A run of a job failed. Announced besides `job.completed`.', payload: end },
  'job.deleted': { sentence: 'A job was deleted; its history stays.', payload: ['job_id', 'job_name'] },
} as const satisfies Record<string, EventWords>;
