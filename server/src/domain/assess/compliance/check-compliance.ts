import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { JobOutcome } from '../../govern/jobs/index.ts';
import {
  type AccountFacts,
  type AccountRow,
  acceptedFindings,
  type Catalogue,
  catalogueFor,
  type FoundResource,
  firstFindings,
  judgeAccount,
  listAccounts,
  tallyKept,
  typesOfControl,
  unlistedFor,
} from '../controls/index.ts';
import { type AssessmentResult, assess } from './assess.ts';
import * as store from './assessment-store.ts';
import { validAttestations } from './attestations/index.ts';
import { judgePast } from './judge-past.ts';
import {
  type CheckRequest,
  type ComplianceDeps,
  type FoundFacts,
  namedResources,
  type Subject,
  subjectsOf,
} from './subject.ts';

/**
 * Judges the accounts and assesses every framework over them. Of the present, the answers are kept; as of a past
 * moment, only the assessment is.
 */
export async function checkCompliance(
  deps: ComplianceDeps,
  scope: Scope,
  request: CheckRequest,
): Promise<JobOutcome> {
  const { report, asOf } = request;
  const startedAt = deps.clock.now();
  const { subjects, catalogue, trigger, alone } = await deps.db.within(scope, async (tx) => {
    const catalogue = await catalogueFor(deps, tx);
    return {
      catalogue,
      subjects: await subjectsOf(deps, tx, request),
      trigger: await store.triggerOf(tx, request.executionId),
      alone: await accountsOfOwnControls(deps, tx, catalogue, request),
    };
  });
  if (subjects.length === 0 && alone.length === 0)
    return nothing('nothing_enabled', 'no framework is enabled; enable one first');
  const assessable = subjects.filter(({ accounts }) => accounts.length > 0);
  for (const { framework, accounts } of subjects) {
    if (accounts.length > 0) continue;
    report.log('warn', `no account is connected for ${framework.title} ${framework.version}: not assessed`);
  }
  const accounts = [
    ...new Map(
      [...assessable.flatMap((subject) => subject.accounts), ...alone].map((each) => [each.id, each]),
    ).values(),
  ];
  if (accounts.length === 0)
    return nothing('no_account', 'no account is connected that the enabled frameworks are about');
  const judge = { ...request, accounts, catalogue, at: asOf ?? startedAt };
  const past = asOf === null ? null : await judgePast(deps, scope, { ...judge, asOf, subjects: assessable });
  const facts = past?.facts ?? (await judgePresent(deps, scope, judge));
  const failing = new Set<string>();
  const made: number[] = [];
  for (const subject of assessable) {
    request.signal.throwIfAborted();
    const id = await deps.db.within(scope, async (tx) => {
      if (await store.wasAssessed(tx, request.executionId, subject.framework)) return null;
      const found = past?.found.get(subject) ?? (await keptFacts(tx, catalogue, subject, startedAt));
      const earlier =
        asOf === null
          ? await store.readEarlier(tx, subject.framework, request.providerId ?? null)
          : undefined;
      const of = { frameworkId: subject.framework.id, version: subject.framework.version };
      const result = assess({
        framework: subject.framework,
        catalogue,
        accounts: subject.accounts.map((account) => ({
          id: account.id,
          name: account.name,
          vendor: account.type,
          unlisted: (controlId) =>
            unlistedFor(
              typesOfControl(catalogue, controlId),
              facts.get(account.id) as AccountFacts,
              subject.scope,
            ),
        })),
        tally: found.tally,
        attested: new Set((await validAttestations(tx, asOf ?? startedAt, of)).keys()),
        earlier: asOf === null ? (earlier?.controls ?? new Map()) : null,
        at: startedAt,
      });
      for (const control of result.controls) if (control.status === 'fail') failing.add(control.id);
      const seen = result.controls.flatMap((each) =>
        each.counts.fail + each.counts.unknown + each.counts.excepted > 0 ? [each.id] : [],
      );
      const resources = await found.resources(seen);
      return await keep(deps, tx, { request, subject, startedAt, trigger, earlier, result, resources });
    });
    if (id !== null) made.push(id);
  }
  report.count('assessments', made.length);
  report.count('failing_controls', failing.size);
  return {
    status: 'succeeded',
    findings: failing.size,
    ...(made.length === 1 ? { result: { kind: 'assessment', id: String(made[0]) } } : {}),
  };
}

/** Controls that an organisation wrote belong to no framework; they are judged in every account all the same. */
async function accountsOfOwnControls(
  deps: ComplianceDeps,
  tx: Tx,
  catalogue: Catalogue,
  { asOf, frameworkId, providerId }: CheckRequest,
): Promise<AccountRow[]> {
  if (asOf !== null || frameworkId !== undefined) return [];
  const shipped = new Set(deps.controls.map(({ id }) => id));
  const vendors = new Set(
    [...catalogue.byId.values()]
      .flat()
      .flatMap(({ id, resource }) => (shipped.has(id) ? [] : [resource.provider as string])),
  );
  return (await listAccounts(tx, null)).filter(
    ({ id, type }) => vendors.has(type) && (providerId === undefined || id === providerId),
  );
}

const nothing = (code: string, message: string): JobOutcome => ({ status: 'skipped', code, message });

async function judgePresent(
  deps: ComplianceDeps,
  scope: Scope,
  request: CheckRequest & { accounts: readonly AccountRow[]; catalogue: Catalogue; at: Date },
): Promise<Map<number, AccountFacts>> {
  const { report } = request;
  const facts = new Map<number, AccountFacts>();
  for (const account of request.accounts) {
    const judged = await judgeAccount(deps, scope, {
      account,
      catalogue: request.catalogue,
      at: request.at,
      signal: request.signal,
      onProgress: (done, total) => report.progress(`judging ${account.name}`, done, total),
    });
    facts.set(account.id, judged.facts);
    report.count('judged', judged.counts.judged);
    report.count('findings_opened', judged.counts.opened);
    report.count('findings_changed', judged.counts.changed);
    report.count('findings_resolved', judged.counts.resolved);
    const since = judged.facts.readSince;
    report.log(
      since === null ? 'warn' : 'info',
      since === null
        ? `${account.name} was never read: all of it is unknown`
        : `${account.name}: ${judged.counts.judged} resources judged by what was read since ${since.toISOString()}`,
    );
  }
  return facts;
}

async function keptFacts(tx: Tx, catalogue: Catalogue, subject: Subject, at: Date): Promise<FoundFacts> {
  const accepted = await acceptedFindings(tx, at);
  return {
    tally: await tallyKept(tx, catalogue, subject.scope, accepted),
    resources: (controlIds) => firstFindings(tx, subject.scope, controlIds, accepted, namedResources),
  };
}

async function keep(
  deps: ComplianceDeps,
  tx: Tx,
  ended: {
    request: CheckRequest;
    subject: Subject;
    startedAt: Date;
    trigger: string;
    earlier: Awaited<ReturnType<typeof store.readEarlier>>;
    result: AssessmentResult;
    resources: ReadonlyMap<string, readonly FoundResource[]>;
  },
): Promise<number> {
  const { request, subject, result, resources } = ended;
  const { framework, scope } = subject;
  const id = await store.insertAssessment(tx, {
    framework,
    trigger: ended.trigger,
    asOf: request.asOf,
    startedAt: ended.startedAt,
    endedAt: deps.clock.now(),
    scope: { provider_ids: [...scope.providerIds], regions: [...scope.regions], tags: { ...scope.tags } },
    scopeKey: request.providerId === undefined ? store.enabledScope : store.accountScope(request.providerId),
    executionId: request.executionId,
    previousId: ended.earlier?.id ?? null,
    result,
    resources,
  });
  const { passed, evaluated, total, score, counts } = result;
  const facts: JsonObject = {
    assessment_id: id,
    framework_id: framework.id,
    framework_version: framework.version,
    passed,
    evaluated,
    total,
    score,
    newly_failing: result.newlyFailing.length,
    newly_passing: result.newlyPassing.length,
    execution_id: request.executionId,
  };
  if (request.asOf === null) {
    await announceChanges(deps, tx, ended, id);
    await deps.announce(tx, { type: 'compliance.assessed', payload: facts });
  }
  await recordAudit(tx, {
    action: 'compliance.assessed',
    target: { type: 'assessment', id },
    detail: { ...facts, ...counts, as_of: request.asOf?.toISOString() ?? null },
  });
  request.report.log(
    counts.fail > 0 ? 'warn' : 'info',
    `${framework.title} ${framework.version}: ${passed} passed of ${evaluated} evaluated of ${total} requirements; ` +
      `${counts.fail} fail, ${counts.unknown} unknown, ${counts.manual} for people`,
  );
  return id;
}

async function announceChanges(
  deps: ComplianceDeps,
  tx: Tx,
  ended: Pick<Parameters<typeof keep>[2], 'request' | 'subject' | 'earlier' | 'result' | 'resources'>,
  id: number,
): Promise<void> {
  const { request, subject, earlier, result, resources } = ended;
  const { framework } = subject;
  const controls = new Map(result.controls.map((control) => [control.id, control]));
  const of = (ids: readonly string[]) => ids.flatMap((each) => controls.get(each) ?? []);
  for (const control of of(result.newlyFailing)) {
    const failed = (resources.get(control.id) ?? []).filter(({ status }) => status === 'fail');
    await deps.announce(tx, {
      type: 'compliance.violation',
      payload: {
        assessment_id: id,
        framework_id: framework.id,
        framework_version: framework.version,
        framework_title: framework.title,
        control_id: control.id,
        control_title: control.title,
        severity: control.severity,
        failed_resources: failed.map(({ resource_id, resource_name }) => ({ resource_id, resource_name })),
        failed_total: control.counts.fail,
        execution_id: request.executionId,
      },
    });
  }
  for (const control of of(result.newlyPassing)) {
    await deps.announce(tx, {
      type: 'compliance.restored',
      payload: {
        assessment_id: id,
        framework_id: framework.id,
        framework_version: framework.version,
        control_id: control.id,
        control_title: control.title,
        status: control.status,
        failed_since: earlier?.controls.get(control.id)?.failingSince?.toISOString() ?? null,
        execution_id: request.executionId,
      },
    });
  }
}
