import { AppError } from '../../../../core/errors.ts';
import type { Json } from '../../../../core/json.ts';
import type { Plan, PlanStep } from '../../../../core/plan.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import type { JobOutcome, JobRun } from '../../../govern/jobs/index.ts';
import { getVersion } from '../../../observe/inventory/index.ts';
import { connectStored, listProviders, type ProviderRow } from '../../../observe/providers/index.ts';
import type { RemediationDeps } from '../deps.ts';
import { type Finding, findingOf, fittingRemediations } from '../findings.ts';
import { readSettings } from '../settings.ts';
import * as store from '../store.ts';
import { judgeAgain } from '../verify.ts';
import { type Candidate, openCandidates } from './candidates.ts';
import { chooseKind, kindProblem, type LeftReason } from './choice.ts';
import { leftList } from './left.ts';
import type { ScheduledParameters } from './parameters.ts';
import { dropRecords, keepRecords, type PlannedRecord } from './records.ts';

/** States of resources that one run reads at most; what is not looked at is left for the next one. */
const mostReads = 300;

type Job = JobRun<ScheduledParameters>;
/** What is true of an account for the whole run. */
type Account = {
  row: ProviderRow;
  title: string;
  session: Awaited<ReturnType<typeof connectStored>>['session'];
};

/**
 * The plan of one run: the worst open findings that nothing else holds, one change of each resource, with the state
 * that is there now. Only reads. What is left out is named in the log with its reason, and counted.
 */
export async function planScheduled(deps: RemediationDeps, job: Job): Promise<Plan | JobOutcome> {
  await dropRecords(deps, job);
  const { parameters: given, report } = job;
  const chosen = given.remediations;
  const around = await lookAround(deps, job);
  const { settings, found } = around;
  const rows = new Map(around.providers.map((row) => [row.id, row]));
  const free = Math.max(0, settings.maximumOpen - around.underWay);
  const most = Math.min(given.maximum_resources, free);
  const left = leftList(report);
  for (const words of around.beyond) left.beyond(words);
  const planned = new Map<number, PlannedRecord>();
  const accounts = new Map<number, Account | AppError>();
  report.count('findings', found.length);
  let reads = 0;
  try {
    for (const [index, candidate] of found.entries()) {
      job.signal.throwIfAborted();
      report.progress('planning', index, found.length);
      const same = planned.get(candidate.resourceId);
      if (same !== undefined) {
        if (coveredBy(same.kind, candidate)) left.covered(candidate);
        else left.add(candidate, 'same_resource');
      } else if (around.held.has(candidate.resourceId)) {
        left.add(candidate, 'under_way', `remediation ${around.held.get(candidate.resourceId)}`);
      } else if (planned.size >= most || reads >= mostReads) {
        left.add(candidate, planned.size >= free ? 'most_open' : 'limit');
      } else if (rows.get(candidate.providerId)?.write_principal == null) {
        left.add(candidate, 'no_write_access', rows.get(candidate.providerId)?.name);
      } else {
        const looked = await lookAt(deps, job, candidate, { accounts, chosen, settings });
        if ('record' in looked) planned.set(candidate.resourceId, looked.record);
        else if ('nothing' in looked) left.inOrder(candidate, looked.nothing);
        else left.add(candidate, looked.left, looked.detail);
        if (!('left' in looked) || looked.read === true) reads += 1;
      }
    }
  } finally {
    for (const account of accounts.values()) if ('session' in account) account.session.close();
  }
  const kept = await keepRecords(deps, job, [...planned.values()]);
  for (const record of kept.taken) left.add(record.candidate, 'under_way');
  left.close();
  if (kept.records.length === 0 && left.total > 0) return nothingPossible(left);
  return planOf(kept.records, left.sentence(), accounts);
}

/** What is open and free in the scope of the job. Controls are judged first, as far as something changed since. */
async function lookAround(deps: RemediationDeps, job: Job) {
  const { parameters } = job;
  const { provider_ids: wanted, remediations: chosen, findings } = parameters;
  const providers = (await job.db.within(job.scope, listProviders)).filter(
    ({ id, disconnected_at: gone }) => gone === null && (wanted.length === 0 || wanted.includes(id)),
  );
  const providerIds = providers.map(({ id }) => id);
  if (findings.includes('control')) for (const id of providerIds) await judgeAgain(deps, job, id);
  const kinds = deps.remediations.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  return await job.db.within(job.scope, async (tx) => {
    const { found, beyond } = await openCandidates(deps, tx, { parameters, kinds, providerIds });
    const held = await store.activeOfResources(tx, [...new Set(found.map(({ resourceId }) => resourceId))]);
    const underWay = await store.countActive(tx);
    return { settings: await readSettings(tx), providers, found, beyond, held, underWay };
  });
}

function coveredBy(
  { controls, driftAttributes }: AnyRemediation,
  { reference, attribute }: Candidate,
): boolean {
  return reference.type === 'control'
    ? controls.includes(reference.controlId)
    : attribute !== null && driftAttributes.includes(attribute);
}

type Looked =
  | { record: PlannedRecord }
  | { nothing: string }
  | { left: LeftReason; detail?: string | undefined; read?: true };

/** Chooses the change of one finding, reads what it changes, and plans it. */
async function lookAt(
  deps: RemediationDeps,
  job: Job,
  candidate: Candidate,
  run: {
    accounts: Map<number, Account | AppError>;
    chosen: readonly string[];
    settings: Awaited<ReturnType<typeof readSettings>>;
  },
): Promise<Looked> {
  const seen = await job.db.within(job.scope, (tx) => readFinding(deps, tx, candidate));
  if ('gone' in seen) return { nothing: seen.gone };
  const choice = chooseKind(seen.fit, (kind) => kindProblem(kind, run.chosen, run.settings));
  if ('left' in choice) return choice;
  const { kind } = choice;
  const account = await accountOf(deps, job, candidate.providerId, run.accounts);
  if (account instanceof AppError) return { left: 'unreadable', detail: account.message, read: true };
  const { resource } = seen.finding;
  if (account.session.acting === undefined) return { left: 'unsupported', detail: account.title };
  const target = {
    resourceType: resource.type,
    externalId: resource.external_id,
    name: resource.name,
    region: resource.region,
    accountId: account.row.account_id,
  };
  let state: Json | null;
  try {
    state = await kind.read(account.session.acting(resource.region, job.signal), target);
  } catch (error) {
    if (job.signal.aborted || !(error instanceof AppError)) throw error;
    return { left: 'unreadable', detail: error.message, read: true };
  }
  if (state === null) return { nothing: 'it is not there any more' };
  const plan = kind.plan(state, { target, configuration: seen.configuration, baseline: seen.baseline });
  if ('nothing' in plan) return { nothing: plan.nothing };
  if ('cannot' in plan) return { left: 'cannot', detail: plan.cannot, read: true };
  if (run.chosen.length === 0 && kind.wayBack(state, plan.after) === null)
    return { left: 'irreversible', detail: kind.id, read: true };
  const call = kind.callsBetween(state, plan.after).join(', ');
  return {
    record: {
      candidate,
      finding: seen.finding,
      kind,
      change: { summary: plan.summary, call, before: state, after: plan.after },
      byHand: kind.byHand(target, state, plan.after),
    },
  };
}

async function readFinding(deps: RemediationDeps, tx: Tx, { reference }: Candidate) {
  let finding: Finding;
  try {
    finding = await findingOf(deps, tx, reference);
  } catch (error) {
    if (error instanceof AppError) return { gone: error.message };
    throw error;
  }
  if (finding.before.status === 'excepted') return { gone: 'it was accepted' };
  const { resource, baselineVersionId: versionId } = finding;
  const baseline = versionId === null ? undefined : await getVersion(tx, resource.id, { versionId });
  return {
    finding,
    fit: await fittingRemediations(deps, tx, finding),
    configuration: (await getVersion(tx, resource.id, {}))?.configuration ?? {},
    baseline: baseline?.configuration ?? null,
  };
}

/** One session for each account; an account that does not answer is asked once. */
async function accountOf(
  deps: RemediationDeps,
  job: Job,
  providerId: number,
  accounts: Map<number, Account | AppError>,
): Promise<Account | AppError> {
  const known = accounts.get(providerId);
  if (known !== undefined) return known;
  let account: Account | AppError;
  try {
    const { row, provider, session } = await connectStored(deps.providers, job.scope, providerId, job.signal);
    account = { row, title: provider.title, session };
  } catch (error) {
    if (job.signal.aborted || !(error instanceof AppError)) throw error;
    account = error;
  }
  accounts.set(providerId, account);
  return account;
}

function nothingPossible(left: ReturnType<typeof leftList>): JobOutcome {
  const onlyAccess = left.only('no_write_access');
  return {
    status: 'skipped',
    code: onlyAccess ? 'write_access_missing' : 'nothing_possible',
    message: `nothing can be changed: ${left.total} open findings, ${left.sentence()}; the log names them`,
  };
}

function planOf(
  records: readonly (PlannedRecord & { id: number })[],
  left: string,
  accounts: ReadonlyMap<number, Account | AppError>,
): Plan {
  const systems = new Set<string>();
  const steps = records.map(({ candidate, finding, kind, change }): PlanStep => {
    const account = accounts.get(candidate.providerId);
    if (account !== undefined && 'row' in account)
      systems.add(`${account.title} account ${account.row.account_id} (${account.row.name})`);
    const { resource } = finding;
    return {
      call: change.call,
      target: {
        kind: 'resource',
        id: resource.id,
        name: resource.name,
        externalId: resource.external_id,
        resourceType: resource.type,
        region: resource.region,
        providerId: resource.provider_id,
      },
      summary: change.summary,
      before: change.before,
      after: change.after,
      kind: kind.id,
      reason: reasonOf(candidate, finding, kind),
    };
  });
  const what =
    steps.length === 0
      ? 'no open finding in its scope needs a change'
      : `put ${steps.length} ${steps.length === 1 ? 'resource' : 'resources'} in order`;
  return {
    summary: left === '' ? what : `${what}; open findings that are left: ${left}`,
    targetSystem: [...systems].join(', '),
    steps,
  };
}

function reasonOf({ name, severity }: Candidate, { summary }: Finding, kind: AnyRemediation): string {
  const way = kind.irreversible === null ? '' : ` Cannot be taken back in full: ${kind.irreversible}`;
  return `${severity} finding ${name}: ${summary}. Risk: ${kind.risk}. ${kind.impact}${way}`;
}
