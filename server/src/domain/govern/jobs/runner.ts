import { AppError, describeError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { organizationScope } from '../tenancy/index.ts';
import { applyAction, awaitApproval, prepareAction } from './action-run.ts';
import type { ActionEnd } from './action-type.ts';
import { claim } from './execution-claim.ts';
import { announceEnd, takeUpAgain, wakeNext } from './execution-end.ts';
import { type ExecutionEnd, endExecution, renewLease, retryPolicyOf } from './execution-lease.ts';
import { appendLog } from './execution-log-store.ts';
import { appendEffects, type ExecutionRow } from './execution-store.ts';
import type { JobOutcome, JobRegistry } from './job-type.ts';
import { type Report, type ReportBuffer, reportBuffer } from './reporter.ts';

export { executionQueue } from './execution-end.ts';

/** A worker that has been silent for this long is dead. Kept under a minute by the promise of fail-over. */
const leaseMs = 20_000;
const heartbeatMs = 2000;
/** How long aborted work may take to end before its execution is closed without it. */
const abortGraceMs = 10_000;
/** A longer timer would go off at once. */
const longestTimerMs = 2 ** 31 - 1;
/** The end of a run is written again and again for so long when the database does not answer. */
const endPatienceMs = 120_000;

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

/** One execution that this process works on. */
type Running = {
  execution: ExecutionRow;
  scope: Scope;
  report: ReportBuffer;
  /** Lines that are in the database. */
  storedLines: number;
  signal: AbortSignal;
  abortWith(reason: AbortReason): void;
  /** The last lines, once the work has ended. */
  closing?: Report;
};

/** Runs one execution to its end; every way out leaves a terminal status, or puts it back into the queue. */
export async function runExecution(deps: RunnerDeps, executionId: number, stop: AbortSignal): Promise<void> {
  const execution = await claim(deps, executionId, leaseFrom);
  if (execution === undefined) return;

  const abort = new AbortController();
  const storing = storeInTurn(deps, () => running);
  const running: Running = {
    execution,
    scope: organizationScope(execution.organization_id, `job ${execution.job_type}`),
    report: reportBuffer({
      clock: deps.clock,
      lines: execution.log_lines,
      // What was counted while the plan was made belongs to the run as much as what is counted while it is applied.
      ...(execution.phase === 'apply' ? { counts: { ...(execution.counts as Record<string, number>) } } : {}),
      onFull: () => storing.soon(),
    }),
    storedLines: execution.log_lines,
    signal: abort.signal,
    abortWith: (reason) => abort.abort(reason),
  };
  const { timeout_seconds: timeoutSeconds } = execution;
  const timeout = setTimeout(
    () => running.abortWith({ code: 'timed_out', message: `timed out after ${timeoutSeconds} s` }),
    Math.min(timeoutSeconds * 1000, longestTimerMs),
  );
  const onStop = () => running.abortWith({ code: 'worker_stopped', message: 'the process was stopped' });
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();
  // Nobody waits for room in a log that is not written any more.
  abort.signal.addEventListener('abort', () => running.report.stored(), { once: true });
  const heartbeat = setInterval(() => storing.soon(), heartbeatMs);

  if (execution.attempt > 1) running.report.log('info', `attempt ${execution.attempt} begins`);
  const end = await runWork(deps, running);
  const reason = abort.signal.aborted ? (abort.signal.reason as AbortReason) : null;
  clearTimeout(timeout);
  clearInterval(heartbeat);
  stop.removeEventListener('abort', onStop);
  await storing.end();
  await endWithPatience(deps, running, end, reason);
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

/** One write at a time; at most one more waits. A write that fails is tried again with the next heartbeat. */
function storeInTurn(deps: RunnerDeps, running: () => Running) {
  let turn: Promise<void> = Promise.resolve();
  let waiting = false;
  let over = false;
  const soon = (): void => {
    if (waiting || over) return;
    waiting = true;
    turn = turn.then(async () => {
      waiting = false;
      try {
        await storeReport(deps, running());
        if (running().report.pending) soon();
      } catch (error) {
        const { execution } = running();
        const reason = describeError(error);
        deps.log.warn('a heartbeat failed and will be tried again', { executionId: execution.id, reason });
      }
    });
  };
  const end = (): Promise<void> => {
    over = true;
    return turn;
  };
  return { soon, end };
}

/** The heartbeat: renews the lease, stores what was reported, and learns whether to stop. */
async function storeReport(deps: RunnerDeps, running: Running): Promise<void> {
  const { execution, scope, report } = running;
  const taken = report.take();
  const logLines = taken.chunks.at(-1)?.last ?? running.storedLines;
  try {
    const lease = await deps.db.within(scope, async (tx) => {
      const renewed = await renewLease(tx, {
        executionId: execution.id,
        worker: deps.worker,
        leaseUntil: leaseFrom(deps.clock.now()),
        progress: report.latestProgress,
        counts: report.counts,
        logLines,
      });
      if (renewed.held) await storeTaken(tx, execution.id, taken);
      return renewed;
    });
    if (!lease.held)
      return running.abortWith({ code: 'lease_lost', message: 'another process took this execution over' });
    running.storedLines = logLines;
    report.stored();
    if (lease.cancelRequested) running.abortWith({ code: 'cancelled', message: 'cancelled on request' });
  } catch (error) {
    report.giveBack(taken);
    throw error;
  }
  if (taken.chunks.length > 0 || report.latestProgress !== null) {
    await deps.db.notify('execution_progress', `${execution.organization_id}:${execution.id}`);
  }
}

async function storeTaken(tx: Parameters<typeof appendLog>[0], id: number, taken: Report): Promise<void> {
  await appendLog(tx, id, taken.chunks);
  await appendEffects(tx, id, taken.effects);
}

async function runWork(deps: RunnerDeps, running: Running): Promise<ActionEnd> {
  const work = Promise.resolve()
    .then(() => workOf(deps, running))
    .catch((error: unknown): ActionEnd => {
      deps.log.error('an execution failed', { executionId: running.execution.id, error });
      const code = error instanceof AppError ? error.code : 'failed';
      return { kind: 'ended', outcome: { status: 'failed', code, message: publicMessage(error) } };
    });
  return await Promise.race([work, givenUp(running.signal)]);
}

async function workOf(deps: RunnerDeps, running: Running): Promise<ActionEnd> {
  const { execution, scope, report, signal } = running;
  const jobType = deps.registry.get(execution.job_type);
  if (jobType === undefined) throw new Error(`claimed without its job type: ${execution.job_type}`);
  if (jobType.actions !== undefined) {
    return execution.phase === 'apply'
      ? await applyAction(deps, running)
      : await prepareAction(deps, running);
  }
  const parameters = jobType.parameters.safeParse(execution.parameters);
  if (!parameters.success) {
    const problem = parameters.error.issues[0];
    const message = `parameter ${problem?.path.join('.') ?? ''}: ${problem?.message ?? 'invalid'}`;
    return { kind: 'ended', outcome: { status: 'failed', code: 'invalid_parameters', message } };
  }
  const { run } = jobType;
  if (run === undefined) throw new Error(`${jobType.type} acts and has no run`);
  const { id: executionId, attempt } = execution;
  const work = { executionId, attempt, scope, db: deps.db, parameters: parameters.data, signal, report };
  return { kind: 'ended', outcome: await run(work) };
}

/** Resolves some time after the abort: work that does not heed its signal cannot keep an execution open. */
function givenUp(signal: AbortSignal): Promise<ActionEnd> {
  return new Promise((resolve) => {
    const wait = () => {
      const timer = setTimeout(
        () =>
          resolve({
            kind: 'ended',
            outcome: {
              status: 'failed',
              code: 'aborted',
              message: 'the work did not end when it was told to',
            },
          }),
        abortGraceMs,
      );
      timer.unref();
    };
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}

/** Unknown errors may quote what they were doing; only our own messages are shown. */
function publicMessage(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return 'an unexpected error ended the run; the server log has it under this execution id';
}

/** Work that is done is not done again because its end could not be written at the first try. */
async function endWithPatience(
  deps: RunnerDeps,
  running: Running,
  end: ActionEnd,
  reason: AbortReason | null,
): Promise<void> {
  if (reason?.code === 'lease_lost') return;
  const giveUpAt = performance.now() + endPatienceMs;
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5000)) {
    try {
      while (running.report.pending) await storeReport(deps, running);
      if (end.kind === 'ended' || reason !== null) return await finish(deps, running, end, reason);
      if (await wait(deps, running, end)) return;
      return await finish(deps, running, end, { code: 'cancelled', message: 'cancelled on request' });
    } catch (error) {
      const facts = { executionId: running.execution.id, reason: describeError(error) };
      if (performance.now() > giveUpAt) throw error;
      deps.log.warn('the end of a run could not be stored and will be tried again', facts);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** Leaves the execution to the people who decide about its plan. False when it shall stop instead. */
async function wait(
  deps: RunnerDeps,
  running: Running,
  end: Extract<ActionEnd, { kind: 'awaiting_approval' }>,
): Promise<boolean> {
  const { execution, report } = running;
  const changes = end.plan.steps.length;
  running.closing ??= report.takeClosed('info', `waits for approval of ${changes} changes`);
  const { closing } = running;
  return await deps.db.within(running.scope, async (tx) => {
    const own = { executionId: execution.id, worker: deps.worker, leaseUntil: leaseFrom(deps.clock.now()) };
    const logLines = closing.chunks.at(-1)?.last ?? running.storedLines;
    const { latestProgress: progress, counts } = report;
    const lease = await renewLease(tx, { ...own, progress, counts, logLines });
    if (lease.held && lease.cancelRequested) return false;
    if (!lease.held) return true;
    await storeTaken(tx, execution.id, closing);
    await awaitApproval(deps, tx, execution.id, end);
    await wakeNext(deps, tx, execution, deps.clock.now());
    return true;
  });
}

async function finish(
  deps: RunnerDeps,
  running: Running,
  end: ActionEnd,
  reason: AbortReason | null,
): Promise<void> {
  const { execution, report } = running;
  // A plan that nobody will be asked about ends by the reason for that.
  const outcome: JobOutcome = end.kind === 'ended' ? end.outcome : { status: 'succeeded' };
  const status: ExecutionEnd['status'] =
    reason?.code === 'cancelled' ? 'cancelled' : reason === null ? outcome.status : 'failed';
  const error =
    reason !== null
      ? { code: reason.code, message: reason.message }
      : outcome.status !== 'succeeded'
        ? { code: outcome.code, message: outcome.message }
        : null;
  const at = deps.clock.now();
  running.closing ??= report.takeClosed(
    status === 'failed' ? 'error' : 'info',
    error === null ? 'succeeded' : `${status}: ${error.message}`,
  );
  const { closing } = running;
  const closed = await deps.db.within(running.scope, async (tx) => {
    const again = error === null || status !== 'failed' ? null : await anotherAttempt(tx, execution, error);
    const stored = {
      progress: report.latestProgress,
      counts: report.counts,
      logLines: closing.chunks.at(-1)?.last ?? running.storedLines,
    };
    const own = { executionId: execution.id, worker: deps.worker, report: stored };
    if (again !== null && error !== null) {
      const notBefore = again.delaySeconds === 0 ? null : new Date(at.getTime() + again.delaySeconds * 1000);
      const next = { ...own, attempt: again.attempt, notBefore, error, now: at };
      if ((await takeUpAgain(deps, tx, next)) !== undefined) {
        await storeTaken(tx, execution.id, closing);
        return false;
      }
    }
    const last = { ...own, status, at, findings: outcome.findings ?? 0, error };
    const { result } = outcome;
    const ended = await endExecution(tx, result === undefined ? last : { ...last, result });
    if (ended === undefined) return false;
    await storeTaken(tx, execution.id, closing);
    if (end.kind === 'ended') await end.commit?.(tx);
    await announceEnd(deps, tx, ended);
    return true;
  });
  if (!closed) return;
  deps.onEnded?.({
    type: execution.job_type,
    status,
    durationSeconds: (at.getTime() - (execution.attempt_started_at ?? at).getTime()) / 1000,
  });
}

/** Never repeated: what would fail the same way, and (seen to where it is stored) what may have written. */
const final = new Set(['invalid_parameters', 'job_type_removed', 'not_approved', 'may_have_written']);

/** A stop of the process is not the run's fault and takes no attempt of it. */
async function anotherAttempt(
  tx: Parameters<typeof retryPolicyOf>[0],
  execution: ExecutionRow,
  error: { code: string },
): Promise<{ attempt: number; delaySeconds: number } | null> {
  if (final.has(error.code)) return null;
  if (error.code === 'worker_stopped') return { attempt: execution.attempt, delaySeconds: 0 };
  const policy = await retryPolicyOf(tx, execution.job_id);
  if (policy === undefined || execution.attempt > policy.attempts) return null;
  return {
    attempt: execution.attempt + 1,
    delaySeconds: Math.min(policy.backoffSeconds * 2 ** (execution.attempt - 1), 86_400),
  };
}
