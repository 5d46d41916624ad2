import type { Scope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { JudgedResource } from '../../../plugin-kit/fleet.ts';
import { type AccountFacts, accountFacts } from './account-facts.ts';
import type { Catalogue, TypeCatalogue } from './catalogue.ts';
import * as facts from './fact-store.ts';
import { eachType, loadFleet, typesOf } from './judge-account.ts';
import type { Judgement } from './judge-type.ts';
import { openSurroundings } from './surroundings.ts';

/** Judging without keeping anything: past moments, checks of the kept answers, measurements. */

const pageSize = 500;

/**
 * Judges an account as it was at a past moment, or as it is now when `asOf` is null, by the versions that are
 * stored. Nothing is asked of the vendor and nothing is written.
 */
export async function judgeWithoutKeeping(
  deps: { db: Database },
  scope: Scope,
  request: {
    account: facts.AccountRow;
    catalogue: Catalogue;
    /** The moment that controls take for the present. */
    at: Date;
    asOf: Date | null;
    signal: AbortSignal;
    onJudged(resource: facts.ResourceToJudge, type: TypeCatalogue, judgement: Judgement): void;
    /** After each page of resources: whoever writes as they are judged makes the judging wait. */
    afterPage?(): Promise<void>;
    onProgress?(judged: number, total: number): void;
  },
): Promise<AccountFacts> {
  const { account, catalogue, at, asOf, signal } = request;
  const types = typesOf(catalogue, account.type).map(({ type }) => type);
  const { known, work } = await deps.db.within(scope, async (tx) => ({
    known: accountFacts(await facts.readAnswers(tx, account.id, asOf)),
    work: await facts.listLiving(tx, account.id, types, asOf),
  }));
  const surroundings = openSurroundings({
    accountId: account.account_id,
    regions: known.regions,
    judgedAt: at,
    load: (type) => loadFleet(deps, scope, { account, type, facts: known, asOf }),
  });
  let judged = 0;
  await eachType(catalogue, surroundings, work, async (type, judge, ofType) => {
    for (let start = 0; start < ofType.length; start += pageSize) {
      signal.throwIfAborted();
      const page = ofType.slice(start, start + pageSize).map(({ id }) => id);
      const resources = await deps.db.within(scope, (tx) =>
        asOf === null ? facts.readResources(tx, page) : facts.readResourcesAsOf(tx, page, asOf),
      );
      for (const resource of resources) request.onJudged(resource, type, judge.judge(resource));
      judged += page.length;
      request.onProgress?.(judged, work.length);
      await request.afterPage?.();
    }
  });
  return known;
}

/** Judges what is in memory: no database, no clock. */
export async function judgeInMemory(request: {
  catalogue: Catalogue;
  accountId: string;
  facts: AccountFacts;
  at: Date;
  resources: ReadonlyMap<string, readonly JudgedResource[]>;
  onJudged(resource: JudgedResource, type: TypeCatalogue, judgement: Judgement): void;
}): Promise<void> {
  const { catalogue, resources } = request;
  const surroundings = openSurroundings({
    accountId: request.accountId,
    regions: request.facts.regions,
    judgedAt: request.at,
    load: async (type) => ({
      type,
      resources: resources.get(type) ?? [],
      unlisted: request.facts.unlisted(type),
    }),
  });
  const work = [...resources.keys()].map((type) => ({ type }));
  await eachType(catalogue, surroundings, work, async (type, judge) => {
    for (const resource of resources.get(type.type) ?? [])
      request.onJudged(resource, type, judge.judge(resource));
  });
}
