import type { Unseen } from '../../../core/verdict.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import {
  acceptedFindings,
  accountFactsOf,
  addCounts,
  type Catalogue,
  type ControlStatus,
  type Counts,
  judgedAt,
  listAccounts,
  noCounts,
  statusOfCounts,
  tallyKept,
  typesOfControl,
  unlistedFor,
  worstStatus,
} from '../controls/index.ts';

/** How a control stands over the connected accounts, by the newest judgements. */
export type ControlStanding = {
  control: AnyControl;
  types: string[];
  counts: Counts;
  /** Null when no connected account is of its vendor. */
  status: ControlStatus | null;
  unlisted: Unseen[];
};

export type Standings = {
  controls: ControlStanding[];
  /** The oldest of the last judgements of the accounts; null when one was never judged. */
  judgedAt: Date | null;
};

/** Every control of the organisation, or one, in the order of ids. */
export async function readStandings(
  tx: Tx,
  catalogue: Catalogue,
  at: Date,
  filter: { providerId?: number | undefined; controlId?: string | undefined },
): Promise<Standings> {
  const accounts = (await listAccounts(tx, null)).filter(
    ({ id }) => filter.providerId === undefined || id === filter.providerId,
  );
  const scope = { providerIds: accounts.map(({ id }) => id), regions: [], tags: {} };
  const judged = await judgedAt(tx);
  const tally = await tallyKept(tx, catalogue, scope, await acceptedFindings(tx, at));
  const facts = new Map(
    await Promise.all(accounts.map(async ({ id }) => [id, await accountFactsOf(tx, id)] as const)),
  );
  const controls: ControlStanding[] = [];
  for (const [id, [control]] of catalogue.byId) {
    if (control === undefined || (filter.controlId !== undefined && filter.controlId !== id)) continue;
    const types = typesOfControl(catalogue, id);
    const counts = noCounts();
    const unlisted: Unseen[] = [];
    const statuses: ControlStatus[] = [];
    for (const account of accounts) {
      if (account.type !== control.resource.provider) continue;
      const here = tally.get(id)?.get(account.id) ?? noCounts();
      const known = facts.get(account.id);
      const missing = known === undefined ? [] : unlistedFor(types, known, scope);
      addCounts(counts, here);
      unlisted.push(...missing);
      const status = statusOfCounts(here, missing);
      // Nothing follows from an account that was never judged.
      statuses.push(judged.has(account.id) ? status : 'unknown');
    }
    controls.push({
      control,
      types,
      counts,
      status: statuses.length === 0 ? null : worstStatus(statuses),
      unlisted: unlisted.slice(0, 50),
    });
  }
  const moments = accounts.map(({ id }) => judged.get(id));
  return {
    controls,
    judgedAt: moments.includes(undefined)
      ? null
      : (moments.reduce<Date | undefined>(
          (oldest, moment) =>
            oldest === undefined || (moment !== undefined && moment < oldest) ? moment : oldest,
          undefined,
        ) ?? null),
  };
}

export type UsedIn = { framework_id: string; version: string; requirement_id: string };

/** By control id: every requirement that it judges. */
export function usesOf(frameworks: readonly Framework[]): ReadonlyMap<string, UsedIn[]> {
  const known = uses.get(frameworks);
  if (known !== undefined) return known;
  const found = new Map<string, UsedIn[]>();
  for (const { id, version, requirements } of frameworks) {
    for (const requirement of requirements) {
      for (const control of requirement.controls) {
        const list = found.get(control) ?? [];
        list.push({ framework_id: id, version, requirement_id: requirement.id });
        found.set(control, list);
      }
    }
  }
  uses.set(frameworks, found);
  return found;
}
const uses = new WeakMap<readonly Framework[], ReadonlyMap<string, UsedIn[]>>();
