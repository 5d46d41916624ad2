import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { contentHash } from '../../../platform/hash.ts';
import { factsOf, type Neighbourhood } from '../../../plugin-kit/recommend.ts';
import { acceptedFindings, accountFactsOf, catalogueFor } from '../../assess/controls/index.ts';
import { type AuditEntry, recordAudits } from '../../govern/audit-log/index.ts';
import type { RecommendationsDeps } from './deps.ts';
import * as findings from './finding-store.ts';
import { makeContent, matterOf } from './make-content.ts';
import { type Rule, type RuleBook, ruleBook } from './rule-book.ts';
import * as store from './store.ts';

/** A rule to be asked about an account, or about some of its resources. */
export type Unit = { providerId: number; ruleId: string; resourceIds: readonly number[] | null };

export type Generated = {
  created: number;
  updated: number;
  unchanged: number;
  resolved: number;
  keptClosed: number;
  ids: number[];
};

export const nothingGenerated = (): Generated => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  resolved: 0,
  keptClosed: 0,
  ids: [],
});

const perPage = 200;
/** A recommendation about an account lists so many at most. */
export const mostResources = 5000;

export async function bookFor(deps: RecommendationsDeps, tx: Tx): Promise<RuleBook> {
  const { rules, controls } = deps;
  const catalogue = await catalogueFor(controls, tx);
  return ruleBook({ rules, catalogue, resourceTypes: controls.resourceTypes });
}

/**
 * Brings the recommendations of these units in line with what is found now: new ones, changed ones, and those whose
 * finding is over. Each page of resources is a transaction of its own.
 */
export async function generate(
  deps: RecommendationsDeps,
  scope: Scope,
  units: readonly Unit[],
  signal?: AbortSignal,
): Promise<Generated> {
  const sum = nothingGenerated();
  const done = new Set<string>();
  for (const unit of units) {
    signal?.throwIfAborted();
    const key = `${unit.providerId} ${unit.ruleId} ${unit.resourceIds?.join(',') ?? '*'}`;
    if (done.has(key)) continue;
    done.add(key);
    await generateUnit(deps, scope, unit, sum);
  }
  return sum;
}

async function generateUnit(
  deps: RecommendationsDeps,
  scope: Scope,
  unit: Unit,
  sum: Generated,
): Promise<void> {
  const found = new Set<string>();
  const together: findings.FoundResource[] = [];
  let afterId = 0;
  for (;;) {
    const page = await deps.db.within(scope, async (tx) => {
      const book = await bookFor(deps, tx);
      const rule = book.byId(unit.ruleId);
      if (rule === undefined) return null;
      const read = await readPage(deps, tx, rule, unit, afterId);
      if (rule.per === 'resource') {
        const entries: AuditEntry[] = [];
        for (const resource of read.resources) {
          found.add(matterOf(rule, unit.providerId, resource.id));
          await put(deps, tx, { book, rule, unit, resources: [resource] }, sum, entries);
        }
        await recordAudits(tx, entries);
      }
      return { ...read, rule };
    });
    if (page === null) break;
    if (page.rule.per === 'account') together.push(...page.resources);
    afterId = page.lastId;
    if (page.ended || together.length >= mostResources) break;
  }
  await deps.db.within(scope, async (tx) => {
    const entries: AuditEntry[] = [];
    const book = await bookFor(deps, tx);
    const rule = book.byId(unit.ruleId);
    if (rule !== undefined && together.length > 0) {
      found.add(matterOf(rule, unit.providerId, 0));
      await put(deps, tx, { book, rule, unit, resources: together.slice(0, mostResources) }, sum, entries);
    }
    for (const matter of await store.pendingMatters(tx, unit.providerId, unit.ruleId)) {
      const asked =
        rule?.per === 'account' ||
        unit.resourceIds === null ||
        unit.resourceIds.some((id) => matter.endsWith(` resource:${id}`));
      if (asked && !found.has(matter)) await resolve(deps, tx, matter, sum, entries);
    }
    await recordAudits(tx, entries);
  });
}

async function readPage(
  deps: RecommendationsDeps,
  tx: Tx,
  rule: Rule,
  unit: Unit,
  afterId: number,
): Promise<{ resources: findings.FoundResource[]; lastId: number; ended: boolean }> {
  const rows = await findings.pageOfFound(
    tx,
    {
      providerId: unit.providerId,
      type: rule.resource.type,
      controls: rule.controls,
      attributes: rule.driftAttributes ?? [],
      driftTypes: rule.driftTypes,
      all: rule.when !== undefined,
      resourceIds: rule.per === 'account' ? null : unit.resourceIds,
    },
    afterId,
    perPage,
  );
  const now = deps.clock.now();
  const accepted = new Set(
    rule.controls.length === 0
      ? []
      : (await acceptedFindings(tx, now, rule.controls)).map(
          (each) => `${each.resource_id} ${each.control_id} ${each.fingerprint}`,
        ),
  );
  const look = rule.when === undefined ? null : await looker(tx, rule, unit.providerId, now);
  const resources = rows.flatMap((row) => {
    const open = row.findings.filter(
      ({ control_id: id, fingerprint }) => id === null || !accepted.has(`${row.id} ${id} ${fingerprint}`),
    );
    const seen = look?.(row) ?? null;
    const own: findings.FindingOf[] =
      seen === null
        ? []
        : [
            {
              type: 'configuration',
              id: null,
              control_id: null,
              attribute: null,
              severity: rule.severity ?? 'low',
              message: rule.title,
              fingerprint: contentHash(seen),
            },
          ];
    return open.length + own.length === 0 ? [] : [{ ...row, findings: [...open, ...own] }];
  });
  return { resources, lastId: rows.at(-1)?.id ?? afterId, ended: rows.length < perPage };
}

/** What a rule sees in a configuration by itself, with the neighbours that it asks about. */
async function looker(tx: Tx, rule: Rule, providerId: number, now: Date) {
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const around = new Map<string, Neighbourhood>();
  const reads = Object.values(rule.reads ?? {});
  const account = reads.length === 0 ? null : await accountFactsOf(tx, providerId);
  for (const { type } of reads) {
    const resources: findings.FoundResource[] = [];
    for (;;) {
      const asked = {
        providerId,
        type,
        controls: [],
        attributes: [],
        driftTypes: [],
        all: true,
        resourceIds: null,
      };
      const page = await findings.pageOfFound(tx, asked, resources.at(-1)?.id ?? 0, 1000);
      resources.push(...page);
      if (page.length < 1000) break;
    }
    around.set(type, { type, resources, unlisted: account?.unlisted(type) ?? [] });
  }
  const nobody = (type: string): Neighbourhood => ({ type, resources: [], unlisted: [] });
  return factsOf(rule, (type) => around.get(type) ?? nobody(type), today);
}

async function put(
  deps: RecommendationsDeps,
  tx: Tx,
  of: { book: RuleBook; rule: Rule; unit: Unit; resources: readonly findings.FoundResource[] },
  sum: Generated,
  entries: AuditEntry[],
): Promise<void> {
  const at = deps.clock.now();
  const today = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  const { book, rule, unit, resources } = of;
  const making = { book, rule, providerId: unit.providerId, today, remediationFor: deps.remediationFor };
  const content = makeContent(making, resources);
  const before = await store.lockNewest(tx, content.matter);
  if (before?.status === 'pending') {
    sum.ids.push(before.id);
    if (before.content_hash === content.contentHash) {
      sum.unchanged += 1;
      return;
    }
    await store.replaceContent(tx, before.id, content, at);
    sum.updated += 1;
    entries.push(entryOf('recommendation.updated', before.id, content));
    return;
  }
  const again = await opensAgain(tx, before, content);
  if (again === false) {
    sum.keptClosed += 1;
    return;
  }
  const noted = again === null ? content : { ...content, note: content.note ?? again };
  const id = await store.insertRecommendation(tx, noted, at);
  if (id === null) {
    // Somebody else wrote it just now, of the same findings.
    sum.unchanged += 1;
    return;
  }
  sum.created += 1;
  sum.ids.push(id);
  await deps.announce(tx, {
    type: 'recommendation.created',
    payload: payloadOf(id, content, nameOf(resources)),
  });
  entries.push(entryOf('recommendation.created', id, content));
}

/** False: it stays closed. Else null, or what a reader must know of the earlier one. */
async function opensAgain(
  tx: Tx,
  before: store.Head | undefined,
  content: store.Content,
): Promise<string | null | false> {
  if (before === undefined || before.status === 'resolved') return null;
  const known = new Set(before.facts);
  const isNew = content.facts.some((fact) => !known.has(fact));
  if (before.status === 'dismissed')
    return isNew ? 'It was dismissed before; what was found is not the same any more.' : false;
  if (isNew) return null;
  const looked = await findings.lookedAt(
    tx,
    content.resources.map(({ id }) => id),
  );
  if (looked === null || before.status_at === null || looked <= before.status_at) return false;
  return `It was marked as applied on ${before.status_at.toISOString().slice(0, 10)}, and the finding is still there.`;
}

async function resolve(
  deps: RecommendationsDeps,
  tx: Tx,
  matter: string,
  sum: Generated,
  entries: AuditEntry[],
): Promise<void> {
  const head = await store.lockNewest(tx, matter);
  if (head?.status !== 'pending') return;
  const note = 'Resolved by state: what was found is not there any more.';
  await store.closeRecommendation(tx, head.id, { status: 'resolved', note, at: deps.clock.now() });
  sum.resolved += 1;
  await announceClosed(deps, tx, head, 'resolved', note);
  entries.push({
    action: 'recommendation.resolved',
    target: { type: 'recommendation', id: head.id },
    detail: { title: head.title, note },
  });
}

export async function announceClosed(
  deps: RecommendationsDeps,
  tx: Tx,
  head: store.Head,
  status: string,
  note: string | null,
): Promise<void> {
  const payload = payloadOf(head.id, headFacts(head), null);
  await deps.announce(tx, { type: 'recommendation.closed', payload: { ...payload, status, note } });
}

type Facts = Pick<
  store.Content,
  'title' | 'type' | 'priority' | 'severity' | 'ruleId' | 'providerId' | 'resourceType'
> & {
  resources: { id: number }[] | number;
};

const headFacts = (head: store.Head): Facts => ({
  title: head.title,
  type: head.type,
  priority: head.priority,
  severity: head.severity,
  ruleId: head.rule_id,
  providerId: head.provider_id,
  resourceType: head.resource_type,
  resources: head.resource_count,
});

function payloadOf(id: number, facts: Facts, resourceName: string | null): JsonObject {
  const { resources } = facts;
  const [only] = typeof resources === 'number' ? [] : resources;
  const count = typeof resources === 'number' ? resources : resources.length;
  return {
    recommendation_id: id,
    title: facts.title,
    type: facts.type,
    priority: facts.priority,
    severity: facts.severity,
    rule_id: facts.ruleId,
    provider_id: facts.providerId,
    resource_id: count === 1 ? (only?.id ?? null) : null,
    resource_name: resourceName,
    resource_type: facts.resourceType,
    resource_count: count,
  };
}

const nameOf = (resources: readonly findings.FoundResource[]): string | null =>
  resources.length === 1 ? (resources[0]?.name ?? null) : null;

const entryOf = (action: AuditEntry['action'], id: number, content: store.Content): AuditEntry => ({
  action,
  target: { type: 'recommendation', id },
  detail: {
    title: content.title,
    rule: content.ruleId,
    rule_version: content.ruleVersion,
    priority: content.priority,
    resources: content.resources.length,
    controls: content.controlIds,
  },
});
