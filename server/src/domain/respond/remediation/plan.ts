import type { JsonObject } from '../../../core/json.ts';
import type { Plan } from '../../../core/plan.ts';
import type { AnyRemediation, RemediationTarget } from '../../../plugin-kit/define-remediation.ts';
import type { JobOutcome, JobRun } from '../../govern/jobs/index.ts';
import { getVersion } from '../../observe/inventory/index.ts';
import { connectStored } from '../../observe/providers/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { findingOf } from './findings.ts';
import type { RemediationParameters } from './job.ts';
import * as store from './store.ts';

const skipped = (code: string, message: string): JobOutcome => ({ status: 'skipped', code, message });

/**
 * The plan of one remediation, of the state that is there now. Only reads. An outcome instead of a plan says why
 * nothing is to be allowed: the setting is in order already, the resource is gone, or nobody could write it.
 */
export async function planRemediation(
  deps: RemediationDeps,
  job: JobRun<RemediationParameters>,
): Promise<Plan | JobOutcome> {
  const row = await job.db.within(job.scope, (tx) => store.getRemediation(tx, job.parameters.remediation_id));
  if (row === undefined || !row.active || row.execution_id !== job.executionId)
    return skipped('remediation_closed', 'this remediation is over; ask for a new one');
  const remediation = remediationById(deps, row.remediation_type);
  if (remediation === undefined)
    return {
      status: 'failed',
      code: 'type_removed',
      message: `this version has no remediation ${row.remediation_type}`,
    };
  const seen = await job.db.within(job.scope, (tx) => readSubject(deps, tx, row));
  const {
    row: provider,
    provider: vendor,
    session,
  } = await connectStored(deps.providers, job.scope, row.provider_id, job.signal);
  try {
    if (session.acting === undefined)
      return {
        status: 'failed',
        code: 'unsupported',
        message: `this version changes nothing in ${vendor.title}`,
      };
    const target = targetOf(row, provider.account_id);
    const state = await remediation.read(session.acting(row.region, job.signal), target);
    if (state === null) return skipped('resource_gone', `${row.resource_name} is not there any more`);
    const plan = remediation.plan(state, { target, ...seen });
    if ('nothing' in plan) return skipped('nothing_to_do', plan.nothing);
    if ('cannot' in plan) return skipped('not_applicable', plan.cannot);
    const call = remediation.callsBetween(state, plan.after).join(', ');
    const change = { summary: plan.summary, call, before: state, after: plan.after };
    const byHand = remediation.byHand(target, state, plan.after);
    await job.db.within(job.scope, (tx) =>
      store.updateRemediation(tx, row.id, { plan: change, by_hand: byHand }),
    );
    if (remediation.irreversible !== null)
      job.report.log('warn', `cannot be taken back in full: ${remediation.irreversible}`);
    if (provider.write_principal === null)
      return withoutWriteAccess(job, remediation, provider.name, byHand.cli);
    return {
      summary: plan.summary,
      targetSystem: `${vendor.title} account ${provider.account_id} (${provider.name})`,
      steps: [
        {
          call,
          target: {
            kind: 'resource',
            id: row.resource_id,
            name: row.resource_name,
            externalId: row.external_id,
            resourceType: row.resource_type,
            region: row.region,
            providerId: row.provider_id,
          },
          summary: plan.summary,
          before: state,
          after: plan.after,
        },
      ],
    };
  } finally {
    session.close();
  }
}

function targetOf(row: store.RemediationRow, accountId: string): RemediationTarget {
  return {
    resourceType: row.resource_type,
    externalId: row.external_id,
    name: row.resource_name,
    region: row.region,
    accountId,
  };
}

/** The configuration as it was collected last, and what a drift is measured against. */
async function readSubject(
  deps: RemediationDeps,
  tx: Parameters<typeof getVersion>[0],
  row: store.RemediationRow,
): Promise<{ configuration: JsonObject; baseline: JsonObject | null }> {
  const configuration = (await getVersion(tx, row.resource_id, {}))?.configuration ?? {};
  if (row.finding_type !== 'drift' || row.drift_id === null) return { configuration, baseline: null };
  const finding = await findingOf(deps, tx, { type: 'drift', driftId: row.drift_id });
  const version = await getVersion(tx, row.resource_id, { versionId: finding.baselineVersionId ?? 0 });
  return { configuration, baseline: version?.configuration ?? null };
}

/** Says what would be done, what to grant so that it can be, and how a person does it without. */
function withoutWriteAccess(
  job: JobRun<RemediationParameters>,
  { permissions }: AnyRemediation,
  account: string,
  commands: readonly string[],
): JobOutcome {
  const needed = permissions.write.join(', ');
  job.report.log('warn', `to apply this, store credentials for writing that may: ${needed}`);
  if (commands.length > 0) job.report.log('info', 'or make the change by hand:');
  for (const command of commands) job.report.log('info', command);
  return skipped(
    'write_access_missing',
    `${account} has no credentials for writing; grant ${needed} and plan again, or make the change by hand`,
  );
}
