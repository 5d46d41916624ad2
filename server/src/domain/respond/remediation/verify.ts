import { setTimeout as delay } from 'node:timers/promises';
import type { JsonObject } from '../../../core/json.ts';
import { personBehind } from '../../../core/scope.ts';
import {
  catalogueFor,
  judgeAccount,
  listAccounts,
  readTypes,
  verdictsOfResource,
} from '../../assess/controls/index.ts';
import { acceptOwnChange, detectDrift, getDrift, type OpenedDrift } from '../../assess/drift/index.ts';
import { getApproval } from '../../govern/approvals/index.ts';
import { getExecution, type JobOutcome, type JobRun } from '../../govern/jobs/index.ts';
import { getResource } from '../../observe/inventory/index.ts';
import { readResourceAgain, readSourceAgain } from '../../observe/providers/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { driftFacts } from './findings.ts';
import type { RemediationParameters } from './job.ts';
import { policyApprover } from './policy-store.ts';
import * as store from './store.ts';

/** A vendor may show a change a moment later in its lists than where it was made. */
const defaultSettleMs = [2000, 8000];

/**
 * Collects the resource again, compares it with its baseline and judges it, as a scan would: a change is
 * completed when its finding is gone, and not because it was written. After a rollback the same looking makes the
 * finding open again, which is what was asked for.
 */
export async function verifyRemediation(
  deps: RemediationDeps,
  job: JobRun<RemediationParameters>,
): Promise<JobOutcome> {
  const row = await job.db.within(job.scope, (tx) => store.getRemediation(tx, job.parameters.remediation_id));
  if (row === undefined) return { status: 'succeeded' };
  const rollback = row.undo_execution_id === job.executionId;
  const { gone, words } = await lookUntilGone(deps, job, row, rollback);
  if (gone || rollback) return { status: 'succeeded' };
  return {
    status: 'failed',
    code: 'finding_remains',
    message: `the change was made and read back, but the finding is still there: ${words}`,
  };
}

/** Looks whether the finding of one change is gone, some times if it is not yet, and keeps the answer in its record. */
export async function lookUntilGone(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  row: store.RemediationRow,
  rollback: boolean,
): Promise<Pick<Look, 'gone' | 'words'>> {
  const waits = rollback ? [] : (deps.settleMs ?? defaultSettleMs);
  for (let look = 0; ; look += 1) {
    const { gone, words, facts } = await lookAgain(deps, job, row, rollback);
    const wait = waits[look];
    if (!gone && wait !== undefined) {
      job.report.log('info', `${words}; looking again in ${wait / 1000} s`);
      await delay(wait, undefined, { signal: job.signal });
      continue;
    }
    const after = { ...facts, collected_at: deps.clock.now().toISOString() };
    if (!rollback)
      await job.db.within(job.scope, (tx) =>
        store.updateRemediation(tx, row.id, { finding_after: after, finding_gone: gone }),
      );
    job.report.log(gone || rollback ? 'info' : 'error', `collected again: ${words}`);
    return { gone, words };
  }
}

type Look = { gone: boolean; words: string; facts: JsonObject };

async function lookAgain(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  row: store.RemediationRow,
  rollback: boolean,
): Promise<Look> {
  const { scope, db, signal, report, executionId } = job;
  const source = { providerId: row.provider_id, region: row.region, signal };
  const own = { ...source, type: row.resource_type, externalId: row.external_id };
  await readResourceAgain(deps.providers, scope, own);
  for (const type of await typesBesides(deps, job, row))
    await readSourceAgain(deps.providers, scope, { ...source, type });
  const detection = await detectDrift(deps.drift, scope, {
    executionId,
    signal,
    report,
    resourceId: row.resource_id,
  });
  if (!rollback) await acceptOwn(deps, job, row, detection.opened);
  await judgeAgain(deps, job, row.provider_id);
  return await db.within(scope, async (tx) => {
    const resource = await getResource(tx, row.resource_id);
    if (resource === undefined || resource.status === 'deleted')
      return {
        gone: true,
        words: `${row.resource_name} is not there any more`,
        facts: { status: 'deleted' },
      };
    if (row.finding_type === 'drift') {
      const drift = row.drift_id === null ? undefined : await getDrift(tx, row.drift_id);
      if (drift === undefined) return { gone: true, words: 'the drift is not there any more', facts: {} };
      const gone = drift.status === 'resolved';
      const words = gone
        ? `the drift is resolved: ${drift.resolution_reason}`
        : `the drift remains: ${drift.summary}`;
      return { gone, words, facts: driftFacts(drift) };
    }
    const catalogue = await catalogueFor(deps.controls, tx);
    const judged = await verdictsOfResource(tx, catalogue, row.resource_id, deps.clock.now());
    const verdict = judged?.verdicts.find(({ control }) => control.id === row.control_id);
    const status = verdict?.status ?? 'unknown';
    const message = verdict?.message ?? 'the control is not there any more';
    const gone = status === 'pass' || status === 'not_applicable';
    return { gone, words: `${row.control_id} says ${status}: ${message}`, facts: { status, message } };
  });
}

/** What the control of the finding looks at besides its resource: the change may have made one of them. */
async function typesBesides(
  deps: RemediationDeps,
  { scope, db }: JobRun<unknown>,
  row: store.RemediationRow,
): Promise<Set<string>> {
  const types = new Set<string>();
  const { control_id: id } = row;
  if (id === null) return types;
  const catalogue = await db.within(scope, (tx) => catalogueFor(deps.controls, tx));
  for (const control of catalogue.byId.get(id) ?? []) for (const type of readTypes(control)) types.add(type);
  return types;
}

/** The account is judged as far as it changed, so that the answers that are kept are those of now. */
export async function judgeAgain(
  deps: RemediationDeps,
  { scope, db, signal }: JobRun<unknown>,
  providerId: number,
): Promise<void> {
  const { account, catalogue } = await db.within(scope, async (tx) => ({
    account: (await listAccounts(tx, null)).find(({ id }) => id === providerId),
    catalogue: await catalogueFor(deps.controls, tx),
  }));
  if (account === undefined) return;
  await judgeAccount(deps, scope, { account, catalogue, at: deps.clock.now(), signal });
}

/** What the change itself did to an attribute that was as agreed before it is no drift that anybody has to look into. */
async function acceptOwn(
  deps: RemediationDeps,
  { scope, db, report, executionId }: JobRun<unknown>,
  row: store.RemediationRow,
  opened: readonly OpenedDrift[],
): Promise<void> {
  const attributes = remediationById(deps, row.remediation_type)?.driftAttributes ?? [];
  const own = opened.filter(({ attribute }) => attributes.includes(attribute));
  if (own.length === 0) return;
  await db.within(scope, async (tx) => {
    const execution = await getExecution(tx, executionId);
    const approval =
      execution?.approval_id == null ? undefined : await getApproval(tx, execution.approval_id);
    const person =
      approval?.decided_by == null
        ? null
        : personBehind(approval.decided_by as Parameters<typeof personBehind>[0]);
    const by = person ?? (row.policy_id === null ? null : await policyApprover(tx, row.policy_id));
    if (by === null) return;
    for (const { driftId, attribute } of own) {
      await acceptOwnChange(deps, tx, {
        id: driftId,
        resourceId: row.resource_id,
        note: `changed by remediation ${row.id}, as it was approved`,
        by,
      });
      report.log(
        'info',
        `${attribute} differs from the baseline as it was approved: drift ${driftId} is accepted`,
      );
    }
  });
}
