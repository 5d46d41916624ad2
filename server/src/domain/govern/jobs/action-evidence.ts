import type { Json, JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type ApprovalRow, approvalOf } from '../approvals/index.ts';
import { sealEvidence } from '../evidence/index.ts';
import { executionSubject } from './action-decisions.ts';
import * as store from './action-store.ts';
import type { ActionDeps } from './action-type.ts';
import { readLog } from './execution-log-store.ts';
import type { JobOutcome } from './job-type.ts';

/** Lines of the log that the evidence holds; the last ones tell how it ended. */
const mostLines = 1000;

/**
 * Seals what proves an act: what was found, who allowed what, the state before, what was done, and the state after.
 * In the transaction of the end, after its log.
 */
export async function sealAction(
  deps: Pick<ActionDeps, 'clock' | 'registry'>,
  tx: Tx,
  executionId: number,
  outcome: JobOutcome,
): Promise<void> {
  const execution = await store.getAction(tx, executionId);
  const { plan_hash: planHash = null, approval_id: approvalId = null } = execution ?? {};
  if (execution === undefined || planHash === null || approvalId === null) return;
  const { follow } = deps.registry.get(execution.job_type)?.actions ?? {};
  const subject = { kind: executionSubject, id: executionId };
  const approval = await approvalOf(tx, subject, approvalId, planHash);
  if (approval === undefined) return;
  const steps = await store.listSteps(tx, executionId);
  const { lines, total } = await readLog(tx, executionId, { limit: mostLines });
  const more = (await follow?.evidence?.(tx, executionId)) ?? {};
  const id = await sealEvidence(tx, {
    subject,
    records: [
      { kind: 'evaluation_result', content: { ...evaluation(approval), ...more.evaluation_result } },
      { kind: 'approval_record', content: { ...approvalRecord(approval), ...more.approval_record } },
      { kind: 'pre_change_snapshot', content: snapshot(steps) },
      {
        kind: 'execution_log',
        content: {
          execution_id: executionId,
          job_id: execution.job_id,
          job_type: execution.job_type,
          started_at: execution.started_at?.toISOString() ?? null,
          ended_at: deps.clock.now().toISOString(),
          outcome: outcome.status,
          steps: steps.map(({ position, step, status, error, at }) => ({
            position,
            call: step.call,
            target: step.target,
            status,
            error,
            at: at.toISOString(),
          })),
          lines_total: total,
          lines: lines.map(({ sequence, at, level, message }) => [
            sequence,
            at.toISOString(),
            level,
            message,
          ]),
        },
      },
      { kind: 'validation_result', content: { ...validation(steps), ...more.validation_result } },
    ],
  });
  await store.setResult(tx, executionId, { kind: 'evidence', id });
}

function evaluation({ plan, plan_hash, submitted_at }: ApprovalRow): JsonObject {
  return {
    evaluated_at: submitted_at.toISOString(),
    target_system: plan.targetSystem,
    summary: plan.summary,
    plan_hash,
    steps: plan.steps.map((step) => ({ ...step })),
  };
}

function approvalRecord(approval: ApprovalRow): JsonObject {
  return {
    approval_id: approval.id,
    decision: approval.status,
    decided_by: approval.decided_by as Json,
    decided_at: approval.decided_at?.toISOString() ?? null,
    reason: approval.decision_reason,
    submitted_by: approval.submitted_by as Json,
    submitted_at: approval.submitted_at.toISOString(),
    plan_hash: approval.plan_hash,
    authorised: approval.plan.steps.map(({ call, target, summary }) => ({ call, target, summary })),
  };
}

function snapshot(steps: store.StepRow[]): Json {
  return steps.map(({ position, step, observed_before }) => ({
    position,
    target: step.target,
    expected: step.before,
    observed: observed_before,
  }));
}

function validation(steps: store.StepRow[]): JsonObject {
  return {
    as_approved: steps.every(({ status }) => status === 'done'),
    steps: steps.map(({ position, step, status, observed_after, error }) => ({
      position,
      target: step.target,
      expected: step.after,
      observed: observed_after,
      status,
      error,
    })),
  };
}
