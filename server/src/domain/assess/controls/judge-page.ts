import type { Scope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { TypeCatalogue } from './catalogue.ts';
import * as facts from './fact-store.ts';
import type { FleetParts } from './fleet-parts.ts';
import type { Judgement, TypeJudge } from './judge-type.ts';
import * as store from './judgement-store.ts';
import type { Surroundings } from './surroundings.ts';

export type Page = store.PageWrite & { judged: number };

/** Nothing of it is to be written. */
export const isEmpty = ({ judgements, opened, changed, resolved }: Page): boolean =>
  judgements.length + opened.length + changed.length + resolved.length === 0;

/** How the resources of one type are judged in a run. */
export type PageJudge = {
  type: TypeCatalogue;
  judge: TypeJudge;
  /** Places of the controls that every resource of the type is asked for, its own facts being what they were. */
  everybody: readonly number[];
  surroundings: Surroundings;
  parts: FleetParts;
};

/** What is asked: everything of what is `stale`, whatever looks at others of what `asked` about something that moved. */
export async function judgePage(
  deps: { db: Database },
  scope: Scope,
  work: readonly facts.Work[],
  how: PageJudge,
): Promise<Page> {
  const { type, surroundings } = how;
  const reading = type.controls.flatMap(({ reads }, place) => (reads === undefined ? [] : [place]));
  const more = [...new Set([...how.everybody, ...reading])].sort((a, b) => a - b);
  const idsAt = (places: readonly number[]): string[] =>
    places.flatMap((place) => type.controls[place]?.id ?? []);
  const asksAll = reading.every((place) => how.everybody.includes(place));
  const controlsOf = { everybody: new Set(idsAt(how.everybody)), more: new Set(idsAt(more)) };

  const ids = work.map(({ id }) => id);
  const stale = new Set(work.flatMap((each) => (each.stale ? [each.id] : [])));
  const asked = new Set(work.flatMap((each) => (each.asked ? [each.id] : [])));
  const members = membersOf(surroundings, type.type);
  const { resources, kept } = await deps.db.within(scope, async (tx) => ({
    resources:
      members === undefined ? await facts.readResources(tx, ids) : ids.flatMap((id) => members.get(id) ?? []),
    kept: await store.readKept(tx, ids, [...stale], idsAt(asked.size > 0 ? more : how.everybody)),
  }));
  // Most ask again what they asked before.
  const asks = [...kept.judgements.values()].flatMap(({ looks }) => looks);
  await how.parts.prepare(type.reads, asks);

  const page: Page = { judgements: [], opened: [], changed: [], resolved: [], judged: resources.length };
  const waiting: facts.ResourceToJudge[] = [];
  const judgeOne = (resource: facts.ResourceToJudge): void => {
    const before = kept.judgements.get(resource.id);
    const open = kept.findings.get(resource.id) ?? [];
    const { id } = resource;
    if (stale.has(id)) {
      const answer = answered(surroundings, () => how.judge.judge(resource));
      if (answer === undefined) return void waiting.push(resource);
      const { judgement, looks } = answer;
      page.judgements.push({ resource, catalogue: type.hash, statuses: judgement.statuses, looks });
      settle(page, resource, judgement, open);
      return;
    }
    // What changed since the work was listed is judged by the next run, which will find it stale.
    if (before === undefined || !isOf(before, resource, type)) return;
    const places = asked.has(id) ? more : how.everybody;
    const controls = asked.has(id) ? controlsOf.more : controlsOf.everybody;
    const answer = answered(surroundings, () => how.judge.judgeAgain(resource, places, before.statuses));
    if (answer === undefined) return void waiting.push(resource);
    const { judgement, looks } = answer;
    // Those that were not asked now may have asked something else before.
    const all = asked.has(id) || asksAll ? looks : new Set([...before.looks, ...looks]);
    if (judgement.statuses !== before.statuses || !isSame(all, before.looks))
      page.judgements.push({ resource, catalogue: type.hash, statuses: judgement.statuses, looks: all });
    settle(
      page,
      resource,
      judgement,
      open.filter(({ control_id }) => controls.has(control_id)),
    );
  };
  let left = resources;
  while (left.length > 0) {
    surroundings.looks.missing.clear();
    surroundings.looks.missingFirst.clear();
    for (const resource of left) judgeOne(resource);
    left = waiting.splice(0);
    if (left.length > 0) await how.parts.bring(type.reads, surroundings.looks);
  }
  return page;
}

/** Undefined when it looks at something that is not there yet: controls are pure, so they may be asked again. */
function answered(
  { looks }: Surroundings,
  ask: () => Judgement,
): { judgement: Judgement; looks: Set<number> } | undefined {
  looks.seen.clear();
  looks.lacks = false;
  const judgement = ask();
  return looks.lacks ? undefined : { judgement, looks: new Set(looks.seen) };
}

function isSame(now: ReadonlySet<number>, before: readonly number[]): boolean {
  return now.size === before.length && before.every((look) => now.has(look));
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

const isOf = (kept: store.KeptJudgement, resource: facts.ResourceToJudge, type: TypeCatalogue): boolean =>
  kept.version_id === resource.versionId &&
  kept.catalogue === type.hash &&
  kept.resource_changed_at.getTime() === resource.changedAt.getTime();

/** Findings as they are now against those that stand open. A sentence may change while what decided is the same. */
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
    else if (known.fingerprint !== finding.fingerprint || known.message !== finding.message)
      page.changed.push({ resource, finding, id: known.id });
    left.delete(finding.control.id);
  }
  for (const { id } of left.values()) page.resolved.push(id);
}
