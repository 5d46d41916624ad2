import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { looksThatFind } from '../../../plugin-kit/fleet.ts';
import { type AccountFacts, accountFacts } from './account-facts.ts';
import { type Catalogue, keysOfReads, readTypes, type TypeCatalogue } from './catalogue.ts';
import { reopenExceptions } from './exceptions/index.ts';
import * as facts from './fact-store.ts';
import { openFleetParts } from './fleet-parts.ts';
import { isEmpty, judgePage } from './judge-page.ts';
import { type TypeJudge, typeJudge } from './judge-type.ts';
import * as store from './judgement-store.ts';
import { forgetMembers, keepMembers } from './member-store.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { surroundingsNow, today, whatMoved, wholeAccount } from './what-moved.ts';

export type JudgeDeps = { db: Database; clock: Clock; announce: Announce };

export type JudgeRequest = {
  account: facts.AccountRow;
  catalogue: Catalogue;
  /** The moment of the judgement, the same for all accounts of a run. */
  at: Date;
  signal: AbortSignal;
  /**
   * From how many on all is looked at instead of finding out which: members that moved, resources that read a type.
   * Of questions that find more than `found` members, these are brought only when they are missed.
   */
  many?: { moved: number; readers: number; found: number };
  /** Resources that were looked at, for a progress display. */
  onProgress?(judged: number, total: number): void;
};

export type JudgeCounts = { judged: number; opened: number; changed: number; resolved: number };
/** `facts` are those that were judged by: what was read since is not among the answers. */
export type Judged = { counts: JudgeCounts; facts: AccountFacts };

const pageSize = 1000;
const fleetPageSize = 2000;
const waitMs = 500;
/** Well below the minute after which a run that does not say a word is given up. */
const stayEveryMs = 5_000;

/**
 * Judges what changed in an account since the last time and keeps the answers: resources with a new version or
 * under a new catalogue, resources whose controls asked something of others that has another answer now, and
 * controls that depend on the time. The result is that of judging everything. Runs of one account take turns.
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

/** It costs less then: to judge all that read a type again, and to bring all of its members at once. */
const manyByDefault = { moved: 2000, readers: 5000, found: 100 };

async function judgeHeld(
  deps: JudgeDeps,
  scope: Scope,
  request: JudgeRequest,
  turn: { holder: string; before: Record<string, string> },
): Promise<Judged> {
  const { account, catalogue, at, signal, many = manyByDefault } = request;
  const types = typesOf(catalogue, account.type);
  const keysOf = keysOfReads(types);
  const seen = accountFacts(await deps.db.within(scope, (tx) => facts.readAnswers(tx, account.id, null)));
  const now = surroundingsNow(account, keysOf, seen, at);
  const moved = await whatMoved(deps, scope, {
    providerId: account.id,
    keysOf,
    before: turn.before,
    now,
    many: many.moved,
  });
  const judgeAll = moved.changed.has(wholeAccount);
  const counts: JudgeCounts = { judged: 0, opened: 0, changed: 0, resolved: 0 };
  let stayedAt = performance.now();
  const inTurn = async <T>(write: (tx: Tx) => Promise<T>): Promise<T> =>
    await deps.db.within(scope, async (tx) => {
      stayedAt = performance.now();
      if (await store.stillHeld(tx, account.id, turn.holder)) return await write(tx);
      throw new AppError('conflict', 'another check took over the account, because this one stood still');
    });
  /** Reading takes time too, and nothing is written meanwhile. */
  const stay = async (): Promise<void> => {
    if (performance.now() - stayedAt > stayEveryMs) await inTurn(async () => undefined);
  };
  // Should this run break off, what it was judging against is not what stands there.
  const unsure = new Set([...moved.changed, ...moved.members.keys()]);
  const work = await inTurn(async (tx) => {
    await store.setSurroundings(tx, account.id, without(turn.before, unsure));
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
        all: judgeAll || movingPlaces(each, moved.changed).length > 0,
      })),
      moved.looks,
    );
  });
  const readers = countReaders(catalogue, work);
  const parts = openFleetParts(deps, scope, {
    providerId: account.id,
    unlisted: seen.unlisted,
    few: many.found,
  });
  const kept = new Set<string>();
  const surroundings = openSurroundings({
    accountId: account.account_id,
    regions: seen.regions,
    judgedAt: at,
    dropped: parts.close,
    load: async (type) => {
      await stay();
      if (!moved.changed.has(type)) {
        const part = parts.open(type, moved.members.get(type) ?? { living: [], gone: [] });
        if ((readers.get(type) ?? 0) >= many.readers) await parts.bringAll(type);
        return part;
      }
      const keys = keysOf.get(type) ?? [];
      const fleet = await loadFleet(deps, scope, { account, type, facts: seen, asOf: null }, (page) =>
        inTurn((tx) =>
          keepMembers(
            tx,
            account.id,
            page.map((resource) => ({ resource, looks: looksThatFind(type, keys, resource) })),
          ),
        ),
      );
      const ids = fleet.resources.map(({ id }) => id);
      await inTurn((tx) => forgetMembers(tx, account.id, { type, except: ids }));
      kept.add(type);
      return fleet;
    },
  });
  let looked = 0;
  let unlike = 0;
  await eachType(catalogue, surroundings, work, async (type, judge, ofType) => {
    const how = { type, judge, everybody: movingPlaces(type, moved.changed), surroundings, parts };
    for (let start = 0; start < ofType.length; start += pageSize) {
      signal.throwIfAborted();
      const asked = ofType
        .slice(start, start + pageSize)
        .map((each) => ({ ...each, stale: each.stale || judgeAll }));
      const page = await judgePage(deps, scope, asked, how);
      if (isEmpty(page) && parts.unlikeKept.size === unlike) await stay();
      else
        await inTurn(async (tx) => {
          if (parts.unlikeKept.size > unlike)
            await store.setSurroundings(
              tx,
              account.id,
              without(turn.before, new Set([...unsure, ...parts.unlikeKept])),
            );
          await store.writePage(tx, account.id, at, page);
        });
      unlike = parts.unlikeKept.size;
      counts.judged += page.judged;
      counts.opened += page.opened.length;
      counts.changed += page.changed.length;
      counts.resolved += page.resolved.length;
      looked += asked.length;
      request.onProgress?.(looked, work.length);
    }
  });
  await inTurn(async (tx) => {
    for (const [type, { kept: members, gone }] of moved.members) {
      if (moved.changed.has(type) || parts.unlikeKept.has(type)) continue;
      await keepMembers(tx, account.id, members);
      await forgetMembers(tx, account.id, { ids: gone });
    }
    // A type that nobody needed was not kept: whoever needs it next is judged against all of it.
    const notKept = [...moved.changed].filter((key) => keysOf.has(key) && !kept.has(key));
    await store.setSurroundings(tx, account.id, without(now, new Set([...notKept, ...parts.unlikeKept])));
    await reopenExceptions(deps, tx);
  });
  return { counts, facts: seen };
}

/** By type: how many of the resources to judge have a control that reads it. */
function countReaders(catalogue: Catalogue, work: readonly facts.Work[]): Map<string, number> {
  const readers = new Map<string, number>();
  for (const { type } of work)
    for (const read of catalogue.byType.get(type)?.reads ?? [])
      readers.set(read, (readers.get(read) ?? 0) + 1);
  return readers;
}

/** The catalogue of the vendor of the account. */
export function typesOf(catalogue: Catalogue, vendor: string): TypeCatalogue[] {
  return [...catalogue.byType.values()].filter(({ controls }) => controls[0]?.resource.provider === vendor);
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
export async function eachType<Each extends { type: string }>(
  catalogue: Catalogue,
  surroundings: Surroundings,
  work: readonly Each[],
  judgeType: (type: TypeCatalogue, judge: TypeJudge, work: readonly Each[]) => Promise<void>,
): Promise<void> {
  const byType = Map.groupBy(work, ({ type }) => type);
  const types = [...byType.keys()]
    .flatMap((type) => catalogue.byType.get(type) ?? [])
    .sort((a, b) => b.reads.size - a.reads.size);
  for (const [place, type] of types.entries()) {
    const left = types.slice(place);
    surroundings.keepOnly(new Set(left.flatMap((each) => [each.type, ...each.reads])));
    const judge = typeJudge(type, await surroundings.with(type.reads));
    await judgeType(type, judge, byType.get(type.type) ?? []);
  }
}

/** All living resources of one type, with what of the list is missing. */
export async function loadFleet(
  deps: { db: Database },
  scope: Scope,
  wanted: { account: facts.AccountRow; type: string; facts: AccountFacts; asOf: Date | null },
  onPage?: (page: readonly facts.ResourceToJudge[]) => Promise<void>,
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
    await onPage?.(rows);
  }
  return { type, resources, unlisted: wanted.facts.unlisted(type) };
}
