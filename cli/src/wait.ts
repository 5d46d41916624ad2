import type { Answer } from '@infraudit/api-client';
import { type Api, pause } from './api.ts';
import type { Context } from './context.ts';
import { CliError, Interrupted } from './errors.ts';
import { duration } from './output/when.ts';

export type Execution = Answer<'getExecution'>;

const firstPauseMs = 250;
const longestPauseMs = 1000;
const toleratedFailures = 5;

export const openStatuses: ReadonlySet<string> = new Set(['queued', 'running', 'pending_approval']);

/** Waits until the run has ended, showing its step and counts. Ctrl-C leaves it running and says so. */
export async function waitForExecution(
  context: Context,
  api: Api,
  executionId: number,
  what: string,
): Promise<Execution> {
  const progress = await context.progress();
  let waitMs = firstPauseMs;
  let failures = 0;
  let toldOfApproval = false;
  try {
    for (;;) {
      let execution: Execution | undefined;
      try {
        execution = await api.call('getExecution', { path: { id: executionId } });
        failures = 0;
      } catch (error) {
        // A restart of the server or a short break of the network does not end the run.
        if (!(error instanceof CliError) || error.status !== null || ++failures > toleratedFailures)
          throw error;
        progress.step(`${what}: ${error.message}; trying again`);
      }
      if (execution !== undefined) {
        if (!openStatuses.has(execution.status)) return execution;
        if (execution.status === 'pending_approval' && !toldOfApproval) {
          toldOfApproval = true;
          context.note(`${what} waits for an approval: infraudit approval get ${execution.approval_id}`);
        }
        progress.step(`${what}: ${stepText(execution)}`);
      }
      await pause(waitMs, context.terminal.interrupt);
      waitMs = Math.min(waitMs * 1.5, longestPauseMs);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(
      `${what} goes on in the server as execution ${executionId}. ` +
        `Follow it with infraudit execution log ${executionId} --follow, stop it with infraudit execution cancel ${executionId}.`,
    );
  } finally {
    progress.stop();
  }
}

function stepText(execution: Execution): string {
  if (execution.status === 'queued') return 'waiting for its turn';
  const { progress } = execution;
  if (progress === null) return execution.status.replaceAll('_', ' ');
  const of = progress.total === null ? `${progress.done}` : `${progress.done} of ${progress.total}`;
  const counts = countsText(execution.counts);
  return `${progress.step}, ${of}${counts === '' ? '' : ` (${counts})`}`;
}

/** `412 found, 3 created`; the names are those of the job type. */
export function countsText(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, value]) => `${value.toLocaleString('en')} ${name.replaceAll('_', ' ')}`)
    .join(', ');
}

/** The end of a run in one sentence; throws when it did not succeed. */
export function requireSuccess(execution: Execution, what: string): void {
  if (execution.status === 'succeeded') return;
  throw new CliError(
    `${what} ${execution.status === 'failed' ? 'failed' : `was ${execution.status}`} after ${duration(execution.duration_ms) || '0 ms'}`,
    {
      why: execution.error ?? 'The server gave no reason.',
      fix: `infraudit execution log ${execution.id} shows what it did.`,
    },
  );
}

export const executionKeys = [
  'id',
  'job_id',
  'job_type',
  'job_name',
  'trigger',
  'status',
  'requested_by',
  'scheduled_for',
  'queued_at',
  'started_at',
  'ended_at',
  'duration_ms',
  'findings_count',
  'counts',
  'error_code',
  'error',
] as const satisfies readonly (keyof Execution)[];

/** The run without its log and lists, for programs. */
export function executionSummary(execution: Execution) {
  const {
    log: _log,
    log_lines_total: _total,
    log_removed: _removed,
    steps: _steps,
    resources: _resources,
    drifts: _drifts,
    parameters: _parameters,
    ...summary
  } = execution;
  return summary;
}
