import type { Json } from '../../../core/json.ts';
import type { Plan, PlanStep } from '../../../core/plan.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { expiryOf, peopleWhoMayDecide, planHashOf, requestApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit-log/index.ts';
import { executionSubject } from './action-decisions.ts';
import * as store from './action-store.ts';
import {
  type ActionDeps,
  type ActionEnd,
  type ActionRunning,
  actionsOf,
  ended,
  sameState,
  type UndoOf,
} from './action-type.ts';
import { getJob } from './job-store.ts';
import type { ApprovalWords, JobActions, JobOutcome, JobRun } from './job-type.ts';

export { applyAction } from './action-apply.ts';

/** More changes than this nobody reads; the rest is left for the next run. */
const maximumSteps = 100;

/** The phase that only reads: yields the plan that people will see, or the end when there is nothing to allow. */
export async function prepareAction(deps: ActionDeps, running: ActionRunning): Promise<ActionEnd> {
  const found = actionsOf(deps, running);
  if ('problem' in found) return ended(found.problem);
  const { job, actions, undoOf } = found;
  running.report.progress('preparing the plan', 0, null);
  const made = undoOf === null ? await actions.prepare(job) : await prepareUndo(deps, job, actions, undoOf);
  if ('status' in made) return ended(made);
  if (made.steps.length === 0) {
    running.report.log(
      'info',
      made.summary === '' ? 'nothing to change' : `nothing to change: ${made.summary}`,
    );
    return ended({ status: 'succeeded' });
  }
  const plan = bounded(made);
  running.report.log('info', `plan for ${plan.targetSystem}: ${plan.summary}`);
  for (const [index, step] of plan.steps.entries()) {
    running.report.log('info', `${index + 1}/${plan.steps.length} ${step.call}: ${step.summary}`);
  }
  running.report.count('planned', plan.steps.length);
  return { kind: 'awaiting_approval', plan, planHash: planHashOf(plan) };
}

function bounded(plan: Plan): Plan {
  const rest = plan.steps.length - maximumSteps;
  if (rest <= 0) return plan;
  const summary = `${plan.summary}; the first ${maximumSteps}, ${rest} more are left for the next run`;
  return { ...plan, summary, steps: plan.steps.slice(0, maximumSteps) };
}

/** The reverse of what an execution did, last step first, of what is still as it left it. */
async function prepareUndo(
  deps: ActionDeps,
  job: JobRun<Record<string, Json>>,
  actions: JobActions<Record<string, Json>>,
  { executionId: undoOf, steps: only }: UndoOf,
): Promise<Plan | JobOutcome> {
  const { original, steps } = await deps.db.within(job.scope, async (tx) => ({
    original: await store.getAction(tx, undoOf),
    steps: (await store.listSteps(tx, undoOf)).filter(({ position }) => only?.includes(position) ?? true),
  }));
  const reverse: PlanStep[] = [];
  for (const { step } of steps.filter(store.mayBeWritten).reverse()) {
    const back = actions.undo(step, job.parameters);
    if (back === null) job.report.log('warn', `cannot be taken back: ${step.summary}`);
    else reverse.push(back);
  }
  const present = await actions.inspect(job, reverse);
  const possible = reverse.filter((step, index) => {
    const same = sameState(present[index] ?? null, step.before);
    if (!same) job.report.log('warn', `changed since, so it is left as it is: ${step.target.name}`);
    return same;
  });
  if (possible.length === 0) {
    const message = `nothing of execution ${undoOf} can be taken back`;
    return { status: 'skipped', code: 'nothing_to_undo', message };
  }
  return {
    summary: `Take back ${possible.length} of ${steps.length} changes of execution ${undoOf}`,
    targetSystem: original?.plan?.targetSystem ?? '',
    steps: possible,
  };
}

/**
 * Makes the execution wait, in one transaction with the request for approval and its audit event. False when
 * this worker does not hold it any more, or when somebody wants it to stop: then it must end instead.
 */
export async function awaitApproval(
  deps: ActionDeps,
  tx: Tx,
  executionId: number,
  end: Extract<ActionEnd, { kind: 'awaiting_approval' }>,
): Promise<boolean> {
  const execution = await store.lockAction(tx, executionId);
  if (execution?.status !== 'running') return false;
  const job = await getJob(tx, execution.job_id);
  const { plan, planHash } = end;
  const at = deps.clock.now();
  const jobVersion = job?.version ?? execution.job_version;
  const worker = deps.worker;
  const waits = await store.setWaiting(tx, { executionId, worker, plan, planHash, jobVersion, at });
  if (!waits) return false;
  const name = job?.name ?? execution.job_type;
  const follow = deps.registry.get(execution.job_type)?.actions?.follow;
  const words: ApprovalWords = (await follow?.requesting?.(tx, executionId)) ?? {};
  const excludedUserIds = job?.created_by == null ? [] : [job.created_by];
  const assigneeIds = job?.approver_id == null ? [] : [job.approver_id];
  const approvalId = await requestApproval(deps, tx, {
    type: words.type,
    subject: { kind: executionSubject, id: executionId },
    title: `${name}: ${plan.summary}`.slice(0, 500),
    targetSystem: plan.targetSystem,
    justification: words.justification ?? justificationOf(execution, name),
    ...(words.priority === undefined ? {} : { priority: words.priority }),
    plan,
    planHash,
    submittedBy: execution.requested_by,
    excludedUserIds,
    assigneeIds:
      assigneeIds.length === 0 && words.everybody === true ? await peopleWhoMayDecide(tx) : assigneeIds,
    expiresAt: expiryOf(at, job?.next_run_at ?? null),
  });
  await store.setApprovalOf(tx, executionId, approvalId);
  await recordAudit(tx, {
    action: 'execution.approval_requested',
    target: { type: 'execution', id: executionId },
    detail: {
      job_id: execution.job_id,
      approval_id: approvalId,
      plan_hash: planHash,
      changes: plan.steps.length,
    },
  });
  await follow?.asked?.(tx, { executionId, approvalId, planHash });
  return true;
}

function justificationOf(execution: store.ActionRow, jobName: string): string {
  const by = execution.requested_by.label;
  if (execution.trigger === 'undo') return `${by} asked to take back what an earlier run of ${jobName} did.`;
  if (execution.scheduled_for !== null) {
    return `${jobName} was due at ${execution.scheduled_for.toISOString()}.`;
  }
  return `${by} asked for a run of ${jobName}.`;
}
