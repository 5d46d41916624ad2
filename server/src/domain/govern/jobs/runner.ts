import { AppError, describeError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { recordAudit } from '../audit-log/index.ts';
import { organizationScope } from '../tenancy/index.ts';
import * as executions from './execution-store.ts';
import type { JobOutcome, JobRegistry } from './job-type.ts';
import { reportBuffer } from './reporter.ts';

/** The queue of executions; the payload is `{ executionId }`. */
export const executionQueue = 'job-executions';

/** A worker that has been silent for this long is dead. Kept under a minute by the promise of fail-over. */
const leaseSeconds = 20;
const heartbeatMs = 2000;
/** How long aborted work may take to end before its execution is closed without it. */
const abortGraceMs = 10_000;

export type RunnerDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: Queue;
  registry: JobRegistry;
  announce: Announce;
  /** Names this process in executions: host, pid and a random part. */
  worker: string;
  onEnded?: (execution: { type: string; status: string; durationSeconds: number }) => void;
};

type AbortReason = { code: 'timed_out' | 'cancelled' | 'worker_stopped' | 'lease_lost'; message: string };

/** Runs one execution to its end; every way out leaves a terminal status, an audit event and an event. */
export async function runExecution(deps: RunnerDeps, executionId: number, stop: AbortSignal): Promise<void> {
  const startedAt = deps.clock.now();
  const claimed = await deps.db.asSystem(
    systemScope('a worker claims an execution of any organisation'),
    (tx) =>
      executions.claimExecution(tx, {
        executionId,
        worker: deps.worker,
        at: startedAt,
        leaseUntil: leaseFrom(startedAt),
      }),
  );
  if (claimed === undefined) return;

  const scope = organizationScope(claimed.organization_id, `job ${claimed.job_type}`);
  const report = reportBuffer(deps.clock);
  const abort = new AbortController();
  const abortWith = (reason: AbortReason) => abort.abort(reason);
  const timeout = setTimeout(
    () => abortWith({ code: 'timed_out', message: `timed out after ${claimed.timeout_seconds} s` }),
    claimed.timeout_seconds * 1000,
  );
  const onStop = () => abortWith({ code: 'worker_stopped', message: 'the process was stopped' });
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();

  let heartbeatRunning: Promise<void> = Promise.resolve();
  const heartbeat = setInterval(() => {
    heartbeatRunning = heartbeatRunning
      .then(() => beat())
      .catch((error) => {
        deps.log.warn('a heartbeat failed and will be tried again', {
          executionId,
          reason: describeError(error),
        });
      });
  }, heartbeatMs);

  async function beat(): Promise<void> {
    const lines = report.takeLines();
    const effects = report.takeEffects();
    try {
      const lease = await deps.db.within(scope, async (tx) => {
        await executions.appendLog(tx, executionId, lines);
        await executions.appendEffects(tx, executionId, effects);
        return await executions.renewLease(tx, {
          executionId,
          worker: deps.worker,
          leaseUntil: leaseFrom(deps.clock.now()),
          progress: report.latestProgress,
          counts: report.counts,
        });
      });
      if (lines.length > 0 || report.latestProgress !== null) {
        await deps.db.notify('execution_progress', `${claimed?.organization_id}:${executionId}`);
      }
      if (!lease.held) abortWith({ code: 'lease_lost', message: 'another process took this execution over' });
      if (lease.cancelRequested) abortWith({ code: 'cancelled', message: 'cancelled on request' });
    } catch (error) {
      report.giveBack(lines, effects);
      throw error;
    }
  }

  const outcome = await runWork(deps, { claimed, scope, report, signal: abort.signal });
  clearInterval(heartbeat);
  clearTimeout(timeout);
  stop.removeEventListener('abort', onStop);
  await heartbeatRunning;

  const reason = abort.signal.aborted ? (abort.signal.reason as AbortReason) : null;
  if (reason?.code === 'lease_lost') return;
  await finish(deps, { claimed, scope, report, outcome, reason });
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}

type Running = {
  claimed: executions.ExecutionRow;
  scope: Scope;
  report: ReturnType<typeof reportBuffer>;
};

async function runWork(deps: RunnerDeps, running: Running & { signal: AbortSignal }): Promise<JobOutcome> {
  const { claimed, scope, report, signal } = running;
  const jobType = deps.registry.get(claimed.job_type);
  if (jobType === undefined) {
    return {
      status: 'failed',
      code: 'job_type_removed',
      message: `this version has no job type ${claimed.job_type}`,
    };
  }
  const parameters = jobType.parameters.safeParse(claimed.parameters);
  if (!parameters.success) {
    const problem = parameters.error.issues[0];
    return {
      status: 'failed',
      code: 'invalid_parameters',
      message: `parameter ${problem?.path.join('.') ?? ''}: ${problem?.message ?? 'invalid'}`,
    };
  }
  if (jobType.run === undefined) throw new Error(`${jobType.type} acts and has no run`);
  const work = jobType
    .run({ executionId: claimed.id, scope, db: deps.db, parameters: parameters.data, signal, report })
    .catch((error: unknown): JobOutcome => {
      deps.log.error('an execution failed', { executionId: claimed.id, error });
      return {
        status: 'failed',
        code: error instanceof AppError ? error.code : 'failed',
        message: publicMessage(error),
      };
    });
  return await Promise.race([work, givenUp(signal)]);
}

/** Resolves some time after the abort: work that does not heed its signal cannot keep an execution open. */
function givenUp(signal: AbortSignal): Promise<JobOutcome> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      const timer = setTimeout(
        () =>
          resolve({ status: 'failed', code: 'aborted', message: 'the work did not end when it was told to' }),
        abortGraceMs,
      );
      timer.unref();
    });
  });
}

/** Unknown errors may quote what they were doing; only our own messages are shown. */
function publicMessage(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return 'an unexpected error ended the run; the server log has it under this execution id';
}

async function finish(
  deps: RunnerDeps,
  end: Running & { outcome: JobOutcome; reason: AbortReason | null },
): Promise<void> {
  const { claimed, scope, report, outcome, reason } = end;
  const status = reason?.code === 'cancelled' ? 'cancelled' : reason === null ? outcome.status : 'failed';
  const error =
    reason !== null
      ? { code: reason.code, message: reason.message }
      : outcome.status !== 'succeeded'
        ? { code: outcome.code, message: outcome.message }
        : null;
  report.log(
    status === 'failed' ? 'error' : 'info',
    error === null ? 'succeeded' : `${status}: ${error.message}`,
  );
  const at = deps.clock.now();
  await deps.db.within(scope, async (tx) => {
    await executions.appendLog(tx, claimed.id, report.takeLines());
    await executions.appendEffects(tx, claimed.id, report.takeEffects());
    await executions.renewLease(tx, {
      executionId: claimed.id,
      worker: deps.worker,
      leaseUntil: leaseFrom(at),
      progress: report.latestProgress,
      counts: report.counts,
    });
    const ended = await executions.endExecution(tx, {
      executionId: claimed.id,
      status,
      at,
      findings: outcome.findings ?? 0,
      error,
      worker: deps.worker,
    });
    if (ended === undefined) return;
    await announceEnd(deps, tx, ended);
  });
  deps.onEnded?.({
    type: claimed.job_type,
    status,
    durationSeconds: (at.getTime() - (claimed.started_at ?? at).getTime()) / 1000,
  });
}

type TenantTx = Parameters<Announce>[0];

/** The audit event, the outbox events and the wake-up of the next run, in the transaction of the end. */
export async function announceEnd(
  deps: Pick<RunnerDeps, 'announce' | 'queue'>,
  tx: TenantTx,
  ended: executions.ExecutionRow,
): Promise<void> {
  const facts: JsonObject = {
    execution_id: ended.id,
    job_id: ended.job_id,
    job_type: ended.job_type,
    status: ended.status,
    trigger: ended.trigger,
    error_code: ended.error_code,
    error: ended.error,
    findings_count: ended.findings_count,
  };
  await deps.announce(tx, { type: 'job.completed', payload: facts });
  if (ended.status === 'failed') await deps.announce(tx, { type: 'job.failed', payload: facts });
  const next = await executions.nextQueuedOfJob(tx, ended.job_id);
  if (next !== undefined) await deps.queue.enqueue(tx, executionQueue, { executionId: next });
  const { sequence } = await recordAudit(tx, {
    action: `execution.${ended.status as 'succeeded' | 'failed' | 'skipped' | 'cancelled'}`,
    target: { type: 'execution', id: String(ended.id) },
    outcome: ended.status === 'succeeded' ? 'succeeded' : ended.status === 'skipped' ? 'skipped' : 'failed',
    detail: facts,
  });
  await executions.setAuditReference(tx, ended.id, sequence);
}

/** Ends executions whose worker died and wakes queued ones that nothing will wake. Safe in every process. */
export async function recoverExecutions(deps: RunnerDeps): Promise<void> {
  const now = deps.clock.now();
  const why = systemScope('executions of dead workers are ended in every organisation');
  const lost = await deps.db.asSystem(why, (tx) => executions.findLostExecutions(tx, now));
  for (const execution of lost) {
    const scope = organizationScope(execution.organization_id, 'job recovery');
    await deps.db.within(scope, async (tx) => {
      const ended = await executions.endExecution(tx, {
        executionId: execution.id,
        status: 'failed',
        at: now,
        findings: 0,
        error: { code: 'worker_lost', message: 'the worker stopped without ending the run; run it again' },
        worker: null,
      });
      if (ended !== undefined) await announceEnd(deps, tx, ended);
    });
  }
  const forgotten = await deps.db.asSystem(why, (tx) =>
    executions.findForgottenExecutions(tx, new Date(now.getTime() - leaseSeconds * 1000)),
  );
  for (const execution of forgotten) {
    await deps.db.within(organizationScope(execution.organization_id, 'job recovery'), (tx) =>
      deps.queue.enqueue(tx, executionQueue, { executionId: execution.id }),
    );
  }
}
