import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import { type AccountFacts, accountFacts } from './account-facts.ts';
import { type Catalogue, readTypes, type TypeCatalogue } from './catalogue.ts';
import { reopenExceptions } from './exceptions/index.ts';
import * as facts from './fact-store.ts';
import { type Judgement, type TypeJudge, typeJudge } from './judge-type.ts';
import * as store from './judgement-store.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';

export type JudgeDeps = { db: Database; clock: Clock; announce: Announce };

export type JudgeRequest = {
  account: facts.AccountRow;
  catalogue: Catalogue;
  /** The moment of the judgement, the same for all accounts of a run. */
  at: Date;
  signal: AbortSignal;
  /** Resources that were looked at, for a progress display. */
  onProgress?(judged: number, total: number): void;
};

export type JudgeCounts = { judged: number; opened: number; changed: number; resolved: number };
/** `facts` are those that were judged by: what was read since is not among the answers. */
export type Judged = { counts: JudgeCounts; facts: AccountFacts };

const pageSize = 1000;
const fleetPageSize = 2000;
const waitMs = 500;

/**
 * Judges what changed in an account since the last time and keeps the answers: resources with a new version or
 * under a new catalogue, controls whose other resources changed, and controls that depend on the time. The result
 * is that of judging everything. Runs of one account take turns.
 */
export async function judgeAccount(deps: JudgeDeps, scope: Scope, request: JudgeRequest): Promise<Judged> {
  const holder = randomUUID();
  const { id } = request.account;
  const before = await takeTurn(deps, scope, request, holder);
  let done = false;
  try {
    const judged = await judgeHeld(deps, scope, request, { holder, before });
    done = true;
    return judged;
  } finally {
    await deps.db.within(scope, (tx) => store.letGo(tx, id, holder, done ? request.at : null));
  }
}

async function takeTurn(
  deps: { db: Database },
  scope: Scope,
  { account, signal }: JudgeRequest,
  holder: string,
): Promise<Record<string, string>> {
  for (;;) {
    const surroundings = await deps.db.within(scope, (tx) => store.hold(tx, account.id, holder));
    if (surroundings !== undefined) return surroundings;
    await delay(waitMs, undefined, { signal });
  }
}

/** The key of what all controls see of an account; no type has this name. */
const wholeAccount = '*';
/** The key of the UTC day, which is all that a control sees of the time. */
const today = 'day';

async function judgeHeld(
  deps: JudgeDeps,
  scope: Scope,
  request: JudgeRequest,
  turn: { holder: string; before: Record<string, string> },
): Promise<Judged> {
  const { account, catalogue, at, signal } = request;
  const types = typesOf(catalogue, account.type);
  const seen = await deps.db.within(scope, async (tx) => ({
    facts: accountFacts(await facts.readAnswers(tx, account.id, null)),
    digests: await facts.digestTypes(tx, account.id),
  }));
  const now = surroundingsNow(account, types, seen, at);
  const changed = new Set(Object.keys(now).filter((key) => now[key] !== turn.before[key]));
  const judgeAll = changed.has(wholeAccount);
  const counts: JudgeCounts = { judged: 0, opened: 0, changed: 0, resolved: 0 };
  const work = await deps.db.within(scope, async (tx) => {
    await requireTurn(tx, account.id, turn.holder);
    // Should this run break off, what it was judging against is not what stands there.
    await store.setSurroundings(tx, account.id, without(turn.before, changed));
    await store.keepCatalogues(tx, types);
    const gone = await store.forgetGone(
      tx,
      account.id,
      types.map(({ type }) => type),
      at,
    );
    counts.resolved += gone.findings;
    return await facts.listWork(
      tx,
      account.id,
      types.map((each) => ({
        type: each.type,
        catalogue: each.hash,
        all: judgeAll || movingPlaces(each, changed).length > 0,
      })),
    );
  });
  const surroundings = openSurroundings({
    accountId: account.account_id,
    regions: seen.facts.regions,
    judgedAt: at,
    load: async (type) => {
      // Reading takes time too, and nothing is written meanwhile.
      await deps.db.within(scope, (tx) => requireTurn(tx, account.id, turn.holder));
      return await loadFleet(deps, scope, { account, type, facts: seen.facts, asOf: null });
    },
  });
  const stale = new Set(work.flatMap((each) => (each.stale || judgeAll ? [each.id] : [])));
  let looked = 0;
  await eachType(catalogue, surroundings, work, async (type, judge, ids) => {
    const places = movingPlaces(type, changed);
    const members = membersOf(surroundings, type.type);
    for (let start = 0; start < ids.length; start += pageSize) {
      signal.throwIfAborted();
      const page = await judgePage(deps, scope, ids.slice(start, start + pageSize), {
        type,
        judge,
        places,
        stale,
        members,
      });
      await deps.db.within(scope, async (tx) => {
        await requireTurn(tx, account.id, turn.holder);
        await store.writePage(tx, account.id, at, page);
      });
      counts.judged += page.judged;
      counts.opened += page.opened.length;
      counts.changed += page.changed.length;
      counts.resolved += page.resolved.length;
      looked += Math.min(pageSize, ids.length - start);
      request.onProgress?.(looked, work.length);
    }
  });
  await deps.db.within(scope, async (tx) => {
    await requireTurn(tx, account.id, turn.holder);
    await store.setSurroundings(tx, account.id, now);
    await reopenExceptions(deps, tx);
  });
  return { counts, facts: seen.facts };
}

async function requireTurn(
  tx: Parameters<typeof store.stillHeld>[0],
  providerId: number,
  holder: string,
): Promise<void> {
  if (await store.stillHeld(tx, providerId, holder)) return;
  throw new AppError('conflict', 'another check took over the account, because this one stood still');
}

/** The catalogue of the vendor of the account. */
export function typesOf(catalogue: Catalogue, vendor: string): TypeCatalogue[] {
  return [...catalogue.byType.values()].filter(({ controls }) => controls[0]?.resource.provider === vendor);
}

function surroundingsNow(
  account: facts.AccountRow,
  types: readonly TypeCatalogue[],
  seen: { facts: AccountFacts; digests: ReadonlyMap<string, string> },
  at: Date,
): Record<string, string> {
  const read = new Set(types.flatMap((type) => [...type.reads]));
  const now: Record<string, string> = {
    [today]: at.toISOString().slice(0, 10),
    [wholeAccount]: sha256Hex(canonicalJson([account.account_id, [...seen.facts.regions]])),
  };
  for (const type of read) {
    const unlisted = sha256Hex(canonicalJson(seen.facts.unlisted(type) as unknown as Json));
    now[type] = `${seen.digests.get(type) ?? '0'}:${unlisted}`;
  }
  return now;
}

function without(record: Record<string, string>, keys: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** Controls whose answer may have changed although their resource did not. */
function movingPlaces(type: TypeCatalogue, changed: ReadonlySet<string>): number[] {
  return type.controls.flatMap((control, place) =>
    (control.dependsOnTime === true && changed.has(today)) ||
    readTypes(control).some((read) => changed.has(read))
      ? [place]
      : [],
  );
}

/**
 * Type after type, those with surroundings first: what they load is judged from memory afterwards, and dropped as soon
 * as nothing needs it any more.
 */
export async function eachType(
  catalogue: Catalogue,
  surroundings: Surroundings,
  work: readonly { id: number; type: string }[],
  judgeType: (type: TypeCatalogue, judge: TypeJudge, ids: number[]) => Promise<void>,
): Promise<void> {
  const byType = Map.groupBy(work, ({ type }) => type);
  const types = [...byType.keys()]
    .flatMap((type) => catalogue.byType.get(type) ?? [])
    .sort((a, b) => b.reads.size - a.reads.size);
  for (const [place, type] of types.entries()) {
    const left = types.slice(place);
    surroundings.keepOnly(new Set(left.flatMap((each) => [each.type, ...each.reads])));
    const judge = typeJudge(type, await surroundings.with(type.reads));
    await judgeType(
      type,
      judge,
      (byType.get(type.type) ?? []).map(({ id }) => id),
    );
  }
}

/** The resources of a type that are in memory as surroundings of others, by id. */
function membersOf(
  surroundings: Surroundings,
  type: string,
): ReadonlyMap<number, facts.ResourceToJudge> | undefined {
  const fleet = surroundings.loaded(type);
  if (fleet === undefined) return undefined;
  return new Map((fleet.resources as readonly facts.ResourceToJudge[]).map((each) => [each.id, each]));
}

async function judgePage(
  deps: { db: Database },
  scope: Scope,
  ids: number[],
  how: {
    type: TypeCatalogue;
    judge: TypeJudge;
    places: number[];
    /** All of their controls are asked; of the others only those that may answer differently. */
    stale: ReadonlySet<number>;
    members: ReadonlyMap<number, facts.ResourceToJudge> | undefined;
  },
): Promise<store.PageWrite & { judged: number }> {
  const { type, judge, places, stale, members } = how;
  const asked = places.flatMap((place) => type.controls[place]?.id ?? []);
  const { resources, kept } = await deps.db.within(scope, async (tx) => ({
    resources:
      members === undefined ? await facts.readResources(tx, ids) : ids.flatMap((id) => members.get(id) ?? []),
    kept: await store.readKept(
      tx,
      ids,
      ids.filter((id) => stale.has(id)),
      asked,
    ),
  }));
  const page: store.PageWrite & { judged: number } = {
    judgements: [],
    opened: [],
    changed: [],
    resolved: [],
    judged: resources.length,
  };
  for (const resource of resources) {
    const before = kept.judgements.get(resource.id);
    const open = kept.findings.get(resource.id) ?? [];
    if (stale.has(resource.id)) {
      const judgement = judge.judge(resource);
      page.judgements.push({ resource, catalogue: type.hash, statuses: judgement.statuses });
      settle(page, resource, judgement, open);
      continue;
    }
    // What changed since the work was listed is judged by the next run, which will find it stale.
    if (before === undefined || !isOf(before, resource, type)) continue;
    const judgement = judge.judgeAgain(resource, places, before.statuses);
    if (judgement.statuses !== before.statuses)
      page.judgements.push({ resource, catalogue: type.hash, statuses: judgement.statuses });
    settle(page, resource, judgement, open);
  }
  return page;
}

const isOf = (kept: store.KeptJudgement, resource: facts.ResourceToJudge, type: TypeCatalogue): boolean =>
  kept.version_id === resource.versionId &&
  kept.catalogue === type.hash &&
  kept.resource_changed_at.getTime() === resource.changedAt.getTime();

/** Findings as they are now against those that stand open. */
function settle(
  page: store.PageWrite,
  resource: facts.ResourceToJudge,
  judgement: Judgement,
  open: readonly store.OpenFinding[],
): void {
  const left = new Map(open.map((each) => [each.control_id, each]));
  for (const finding of judgement.findings) {
    const known = left.get(finding.control.id);
    if (known === undefined) page.opened.push({ resource, finding });
    else if (known.fingerprint !== finding.fingerprint)
      page.changed.push({ resource, finding, id: known.id });
    left.delete(finding.control.id);
  }
  for (const { id } of left.values()) page.resolved.push(id);
}

/** All living resources of one type, with what of the list is missing. */
export async function loadFleet(
  deps: { db: Database },
  scope: Scope,
  wanted: { account: facts.AccountRow; type: string; facts: AccountFacts; asOf: Date | null },
): Promise<{
  type: string;
  resources: facts.ResourceToJudge[];
  unlisted: ReturnType<AccountFacts['unlisted']>;
}> {
  const { account, type, asOf } = wanted;
  const ids = (await deps.db.within(scope, (tx) => facts.listLiving(tx, account.id, [type], asOf))).map(
    ({ id }) => id,
  );
  const resources: facts.ResourceToJudge[] = [];
  for (let start = 0; start < ids.length; start += fleetPageSize) {
    const page = ids.slice(start, start + fleetPageSize);
    const rows = await deps.db.within(scope, (tx) =>
      asOf === null ? facts.readResources(tx, page) : facts.readResourcesAsOf(tx, page, asOf),
    );
    for (const row of rows) resources.push(row);
  }
  return { type, resources, unlisted: wanted.facts.unlisted(type) };
}
