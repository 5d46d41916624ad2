import type { Actor } from '../../../../core/scope.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import type { AnyRemediation, ByHand } from '../../../../plugin-kit/define-remediation.ts';
import { recordAudit } from '../../../govern/audit-log/index.ts';
import { getExecution, type JobRun } from '../../../govern/jobs/index.ts';
import type { RemediationDeps } from '../deps.ts';
import { endChange } from '../endings.ts';
import type { Finding } from '../findings.ts';
import { remediationFacts } from '../propose.ts';
import * as store from '../store.ts';
import type { Candidate } from './candidates.ts';

/** The records of the changes that a run plans: one for each resource, all in one transaction. */

export type PlannedRecord = {
  candidate: Candidate;
  finding: Finding;
  kind: AnyRemediation;
  change: store.PlannedChange;
  byHand: ByHand;
};

/** Takes the resources for this run. `taken`: somebody else asked for another change of it meanwhile. */
export async function keepRecords(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  planned: readonly PlannedRecord[],
): Promise<{ records: (PlannedRecord & { id: number })[]; taken: PlannedRecord[] }> {
  if (planned.length === 0) return { records: [], taken: [] };
  return await job.db.within(job.scope, async (tx) => {
    const execution = await getExecution(tx, job.executionId);
    const records: (PlannedRecord & { id: number })[] = [];
    const taken: PlannedRecord[] = [];
    for (const one of planned) {
      const step = records.length + 1;
      const id = await insertOne(deps, tx, one, { executionId: job.executionId, step, execution });
      if (id === undefined) taken.push(one);
      else records.push({ ...one, id });
    }
    return { records, taken };
  });
}

async function insertOne(
  deps: RemediationDeps,
  tx: Tx,
  { finding, kind, change, byHand }: PlannedRecord,
  run: { executionId: number; step: number; execution: Awaited<ReturnType<typeof getExecution>> },
): Promise<number | undefined> {
  const at = deps.clock.now();
  const requestedBy = (run.execution?.requested_by as Actor | undefined) ?? tx.scope.actor;
  const id = await store.insertRemediation(tx, {
    type: kind.id,
    finding,
    requestedBy: { ...requestedBy },
    note: null,
    at,
  });
  if (id === undefined) return undefined;
  const { executionId, step } = run;
  await store.updateRemediation(tx, id, { execution_id: executionId, step, plan: change, by_hand: byHand });
  await store.insertEvent(tx, id, { at, kind: 'suggested', note: `execution ${executionId}, step ${step}` });
  const row = await store.getRemediation(tx, id);
  if (row === undefined) return undefined;
  const facts = remediationFacts(row, kind);
  await deps.announce(tx, {
    type: 'remediation.suggested',
    payload: { ...facts, requested_by: row.requested_by.label },
  });
  await recordAudit(tx, {
    action: 'remediation.suggested',
    target: { type: 'remediation', id },
    detail: { ...facts, step },
  });
  return id;
}

/** What an attempt of this run that did not come to its request for approval left behind. */
export async function dropRecords(deps: RemediationDeps, job: JobRun<unknown>): Promise<void> {
  await job.db.within(job.scope, async (tx) => {
    const rows = (await store.lockAllOfRun(tx, job.executionId, 'change')).filter(({ active }) => active);
    const execution = rows.length === 0 ? undefined : await getExecution(tx, job.executionId);
    if (execution === undefined) return;
    for (const row of rows) {
      await endChange(deps, tx, row, {
        ...execution,
        status: 'cancelled',
        error_code: 'planned_again',
        error: 'the process that planned it stopped; the run plans again',
        may_have_written: false,
      });
      // It is none of the changes that the run will ask for.
      await store.updateRemediation(tx, row.id, { execution_id: null, step: null });
    }
  });
}
