import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Plan } from '../../../core/plan.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { approvalOf, planHashOf } from '../approvals/index.ts';
import { executionSubject } from './action-decisions.ts';
import { sealAction } from './action-evidence.ts';
import * as store from './action-store.ts';
import {
  type ActionDeps,
  type ActionEnd,
  type ActionRunning,
  actionsOf,
  ended,
  sameState,
} from './action-type.ts';
import { executionQueue } from './execution-end.ts';
import { insertExecution, sideBySideOf } from './execution-store.ts';
import { getJob } from './job-store.ts';
import type { JobActions, JobOutcome, JobRun } from './job-type.ts';

type Job = JobRun<Record<string, Json>>;
type Actions = JobActions<Record<string, Json>>;
type Applying = { deps: ActionDeps; job: Job; actions: Actions; plan: Plan };

/**
 * The phase that writes: exactly the approved plan, and only where everything is still as the plan says. Reads
 * every `before` again first; any difference means that nothing is written, and a new plan asks again.
 */
export async function applyAction(deps: ActionDeps, running: ActionRunning): Promise<ActionEnd> {
  const found = actionsOf(deps, running);
  if ('problem' in found) return ended(found.problem);
  const { job, actions } = found;
  const allowed = await deps.db.within(job.scope, (tx) => allowedPlan(tx, job.executionId));
  if ('status' in allowed)
    return ended(allowed, (tx) => store.stopSteps(tx, job.executionId, deps.clock.now()));
  const applying = { deps, job, actions, plan: allowed };

  job.report.progress('reading the present state again', 0, allowed.steps.length);
  const changed = await changedSince(applying);
  if (changed.length > 0) return outdated(applying, changed);

  const { outcome: written, done } = await applySteps(applying);
  const outcome = await verified(applying, written, done);
  return ended(outcome, async (tx) => {
    await store.stopSteps(tx, job.executionId, deps.clock.now());
    await sealAction(deps, tx, job.executionId, outcome);
  });
}

/** The plan, when it is approved, unchanged and not begun; else the end that it has instead. */
async function allowedPlan(tx: Tx, executionId: number): Promise<Plan | JobOutcome> {
  const execution = await store.getAction(tx, executionId);
  const { plan = null, plan_hash: planHash = null, approval_id: approvalId = null } = execution ?? {};
  if (execution === undefined || plan === null || planHash === null || approvalId === null) {
    return {
      status: 'failed',
      code: 'not_approved',
      message: 'there is no approved plan; nothing was written',
    };
  }
  const steps = await store.listSteps(tx, executionId);
  if (execution.may_have_written || steps.some(({ status }) => status !== 'planned')) {
    const message = 'an earlier attempt may have written; look at its steps, then run the job again';
    return { status: 'failed', code: 'may_have_written', message };
  }
  const subject = { kind: executionSubject, id: executionId };
  const approval = await approvalOf(tx, subject, approvalId, planHash);
  if (approval === undefined || planHashOf(plan) !== planHash) {
    return {
      status: 'failed',
      code: 'not_approved',
      message: 'the plan is not the approved one; nothing was written',
    };
  }
  const job = await getJob(tx, execution.job_id);
  if (job === undefined || job.version !== execution.job_version) {
    const what = job === undefined ? 'deleted' : 'changed';
    const message = `the job was ${what} after its plan was approved; nothing was written`;
    return { status: 'skipped', code: job === undefined ? 'job_deleted' : 'job_changed', message };
  }
  return plan;
}

/** The positions of the steps whose resource is not as the plan says, from 1. */
async function changedSince({ deps, job, actions, plan }: Applying): Promise<number[]> {
  const present = await actions.inspect(job, plan.steps);
  const changed: number[] = [];
  await deps.db.within(job.scope, async (tx) => {
    for (const [index, step] of plan.steps.entries()) {
      const observed = present[index] ?? null;
      const position = index + 1;
      if (!sameState(observed, step.before)) changed.push(position);
      await store.noteStep(tx, {
        executionId: job.executionId,
        position,
        at: deps.clock.now(),
        observedBefore: observed,
      });
    }
  });
  return changed;
}

function outdated({ deps, job, plan }: Applying, changed: number[]): ActionEnd {
  for (const position of changed) {
    const { target } = plan.steps[position - 1] as Plan['steps'][number];
    job.report.log('warn', `step ${position}: ${target.name} is not any more as the plan says`);
  }
  const steps = changed.slice(0, 20).join(', ');
  const message = `changed since the plan was made: step ${steps}${changed.length > 20 ? ' …' : ''}; nothing was written, a new plan will ask again`;
  return ended({ status: 'skipped', code: 'plan_outdated', message }, async (tx) => {
    await store.stopSteps(tx, job.executionId, deps.clock.now());
    await prepareAgain(deps, tx, job.executionId);
  });
}

/** In the name of whoever asked first, so that they do not become somebody who may decide. */
async function prepareAgain(deps: ActionDeps, tx: Tx, executionId: number): Promise<void> {
  const execution = await store.getAction(tx, executionId);
  if (execution === undefined) return;
  const id = await insertExecution(tx, {
    organizationId: tx.scope.organizationId,
    jobId: execution.job_id,
    jobType: execution.job_type,
    trigger: 'system',
    status: 'queued',
    scheduledFor: null,
    parameters: execution.parameters,
    requestedBy: { ...execution.requested_by },
    timeoutSeconds: execution.timeout_seconds,
    at: deps.clock.now(),
    phase: 'prepare',
    jobVersion: execution.job_version,
    typeVersion: execution.type_version,
    sideBySide: sideBySideOf(execution),
  });
  if (id === null) return;
  await deps.queue.enqueue(tx, executionQueue, { executionId: id });
  await deps.registry.get(execution.job_type)?.actions?.follow?.replanned?.(tx, { executionId, nextId: id });
}

async function applySteps(applying: Applying): Promise<{ outcome: JobOutcome; done: number }> {
  const { job, plan } = applying;
  const total = plan.steps.length;
  for (const [index, step] of plan.steps.entries()) {
    const position = index + 1;
    job.report.progress(step.summary, index, total);
    if (job.signal.aborted)
      return { outcome: failed('stopped', `stopped before step ${position} of ${total}`), done: index };
    const problem = await applyStep(applying, position);
    if (problem !== null) {
      job.report.log('error', `${position}/${total} ${step.call} ${step.target.name}: ${problem.message}`);
      if (position < total) job.report.log('warn', `${total - position} more steps were not started`);
      const message = `step ${position} of ${total} (${step.summary}): ${problem.message}`;
      return { outcome: failed(problem.code, message), done: index };
    }
    job.report.log('info', `${position}/${total} ${step.call}: ${step.summary}: written and read back`);
    job.report.count('changed');
    job.report.effect('resource', step.target.id, 'changed');
  }
  job.report.progress('done', total, total);
  return { outcome: { status: 'succeeded' }, done: total };
}

/** Whether what was written reached its purpose. What cannot be looked at is not called reached. */
async function verified(
  { deps, job, actions, plan }: Applying,
  written: JobOutcome,
  done: number,
): Promise<JobOutcome> {
  // Who does not hold the run any more, or was told to stop, looks at nothing.
  const stopped = written.status === 'failed' && (written.code === 'lease_lost' || job.signal.aborted);
  if (actions.verify === undefined || done === 0 || stopped) return written;
  job.report.progress('looking whether it helped', done, plan.steps.length);
  try {
    const found = await actions.verify(job, plan.steps.slice(0, done));
    return written.status === 'succeeded' ? found : written;
  } catch (error) {
    if (!(error instanceof AppError))
      deps.log.error('looking whether it helped failed', { executionId: job.executionId, error });
    const why = error instanceof AppError ? error.message : 'an unexpected error; the server log has it';
    job.report.log('error', `nobody knows whether it helped: ${why}`);
    if (written.status !== 'succeeded') return written;
    return failed(
      'not_verified',
      `everything was written and read back, but nobody knows whether it helped: ${why}`,
    );
  }
}

const failed = (code: string, message: string): JobOutcome => ({ status: 'failed', code, message });

/** Notes the write before it, writes once, reads back. Null when the resource is then as the plan says. */
async function applyStep(
  { deps, job, actions, plan }: Applying,
  position: number,
): Promise<{ code: string; message: string } | null> {
  const { executionId, scope } = job;
  const step = plan.steps[position - 1] as Plan['steps'][number];
  const begun = await deps.db.within(scope, (tx) =>
    store.beginStep(tx, { executionId, position, worker: deps.worker, at: deps.clock.now() }),
  );
  if (!begun) return { code: 'lease_lost', message: 'this process does not hold the run any more' };
  let error: string | null = null;
  let after: Json | undefined;
  let code = 'step_failed';
  try {
    await actions.apply(job, step, { idempotencyKey: `${executionId}:${position}` });
    [after] = await actions.inspect(job, [step]);
    if (!sameState(after ?? null, step.after)) {
      code = 'verification_failed';
      error = 'read back, it is not as the plan says';
    }
  } catch (thrown) {
    error = thrown instanceof AppError ? thrown.message : 'an unexpected error; the server log has it';
    if (!(thrown instanceof AppError))
      deps.log.error('a step failed', { executionId, position, error: thrown });
  }
  await deps.db.within(scope, (tx) =>
    store.noteStep(tx, {
      executionId,
      position,
      at: deps.clock.now(),
      status: error === null ? 'done' : 'failed',
      ...(after === undefined ? {} : { observedAfter: after }),
      ...(error === null ? {} : { error }),
    }),
  );
  return error === null ? null : { code, message: error };
}
