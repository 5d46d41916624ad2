import type { Scope } from '../../../core/scope.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { FleetOfType } from '../../../plugin-kit/fleet.ts';
import { type Looks, lookAtAll } from '../../../plugin-kit/fleet-looks.ts';
import { type ResourceToJudge, readMembers } from './fact-store.ts';
import { listMembers, membersFoundBy } from './member-store.ts';

const pageSize = 2000;

type Part = {
  fleet: Omit<FleetOfType, 'resources'> & { resources: ResourceToJudge[] };
  /** Members that are here, by id. */
  here: Map<number, ResourceToJudge>;
  /** Members that came, went or changed: what was kept of them is over. */
  moved: ReadonlySet<number>;
  /** By question: members that it finds and that did not move, in the order of ids. Absent: not looked up yet. */
  found: Map<number, number[]>;
  /** Questions of which all members are here. */
  held: Set<number>;
  leads: Map<number, ResourceToJudge>;
};

/** The few members of large fleets that the few resources of a run ask for. */
export type FleetParts = {
  /** A part with the members of a type that moved; more come by the other functions. */
  open(type: string, moved: { living: readonly ResourceToJudge[]; gone: readonly number[] }): FleetOfType;
  /** Forgets the part of a type. */
  close(type: string): void;
  /** Brings all members of a type. */
  bringAll(type: string): Promise<void>;
  /** Brings to the parts of these types what such questions find, where they find few: most are asked again. */
  prepare(types: Iterable<string>, looks: Iterable<number>): Promise<void>;
  /** Brings to the parts of these types what was missed. */
  bring(types: Iterable<string>, missed: Pick<Looks, 'missing' | 'missingFirst'>): Promise<void>;
  /** Types of which a member was seen that is not what was kept: what was kept does not tell what was seen. */
  unlikeKept: ReadonlySet<string>;
};

/** Members that did not move are found by what was kept of them. */
export function openFleetParts(
  deps: { db: Database },
  scope: Scope,
  account: {
    providerId: number;
    unlisted(type: string): readonly Unseen[];
    /** What questions that find more find is brought when it is missed: the first may be enough. */
    few: number;
  },
): FleetParts {
  const { providerId, few } = account;
  const parts = new Map<string, Part>();
  const unlikeKept = new Set<string>();
  const partsOf = (types: Iterable<string>): Part[] => [...types].flatMap((type) => parts.get(type) ?? []);

  /** Finds out who is found by these questions, one statement for all parts. */
  async function lookUp(asking: readonly Part[], asked: Iterable<number>): Promise<void> {
    const looks = new Set(asked);
    const whole = asking.filter(({ fleet, found }) => {
      const all = lookAtAll(fleet.type);
      return looks.delete(all) && !found.has(all);
    });
    const open = asking.filter(({ found }) => [...looks].some((look) => !found.has(look)));
    const unknown = [...looks].filter((look) => open.some(({ found }) => !found.has(look)));
    if (open.length + whole.length === 0) return;
    const types = open.map(({ fleet }) => fleet.type);
    const { rows, ids } = await deps.db.within(scope, async (tx) => ({
      rows: unknown.length === 0 ? [] : await membersFoundBy(tx, providerId, types, unknown),
      ids: await listMembers(
        tx,
        providerId,
        whole.map(({ fleet }) => fleet.type),
      ),
    }));
    for (const { found } of open) for (const look of unknown) found.set(look, []);
    for (const { fleet, found } of whole) found.set(lookAtAll(fleet.type), []);
    for (const { type, look, id } of [
      ...rows,
      ...ids.map((member) => ({ ...member, look: lookAtAll(member.type) })),
    ]) {
      const part = parts.get(type);
      if (part?.moved.has(id) === false) part.found.get(look)?.push(id);
    }
  }

  async function read(wanted: ReadonlyMap<Part, ReadonlySet<number>>): Promise<void> {
    const partOf = new Map([...wanted].flatMap(([part, ids]) => [...ids].map((id) => [id, part] as const)));
    const missing = [...partOf].filter(([id, part]) => !part.here.has(id)).map(([id]) => id);
    const changed = new Set<Part>();
    for (let start = 0; start < missing.length; start += pageSize) {
      const ids = missing.slice(start, start + pageSize);
      const rows = new Map(
        (await deps.db.within(scope, (tx) => readMembers(tx, ids))).map((row) => [row.member.id, row]),
      );
      for (const id of ids) {
        const part = partOf.get(id) as Part;
        const row = rows.get(id);
        if (row?.asKept !== true) unlikeKept.add(part.fleet.type);
        if (row === undefined) continue;
        part.here.set(id, row.member);
        changed.add(part);
      }
    }
    for (const { fleet, here } of changed) fleet.resources = [...here.values()].sort((a, b) => a.id - b.id);
  }

  /** Of the looked up questions of a part, those that `choose` wants. */
  async function hold(asking: readonly Part[], choose: (look: number, ids: readonly number[]) => boolean) {
    const chosen = asking.map((part) => ({
      part,
      looks: [...part.found].filter(([look, ids]) => !part.held.has(look) && choose(look, ids)),
    }));
    await read(new Map(chosen.map(({ part, looks }) => [part, new Set(looks.flatMap(([, ids]) => ids))])));
    for (const { part, looks } of chosen) for (const [look] of looks) part.held.add(look);
  }

  return {
    unlikeKept,
    open(type, { living, gone }) {
      const held = new Set<number>();
      const leads = new Map<number, ResourceToJudge>();
      const all = lookAtAll(type);
      const part: Part = {
        held,
        leads,
        here: new Map(living.map((each) => [each.id, each])),
        moved: new Set([...living.map(({ id }) => id), ...gone]),
        found: new Map(),
        fleet: {
          type,
          resources: living.toSorted((a, b) => a.id - b.id),
          unlisted: account.unlisted(type),
          holds: (look) => held.has(look) || held.has(all),
          lead: (look) => leads.get(look),
        },
      };
      parts.set(type, part);
      return part.fleet;
    },
    close: (type) => void parts.delete(type),
    async bringAll(type) {
      await lookUp(partsOf([type]), [lookAtAll(type)]);
      await hold(partsOf([type]), (look) => look === lookAtAll(type));
    },
    async prepare(types, looks) {
      const asking = partsOf(types);
      const whole = new Set(asking.map(({ fleet }) => lookAtAll(fleet.type)));
      const asked = new Set([...looks].filter((look) => !whole.has(look)));
      await lookUp(asking, asked);
      await hold(asking, (look, ids) => asked.has(look) && ids.length <= few);
    },
    async bring(types, { missing, missingFirst }) {
      const asking = partsOf(types);
      await lookUp(asking, [...missing, ...missingFirst]);
      await hold(asking, (look, ids) => missing.has(look) || (missingFirst.has(look) && ids.length <= few));
      const first = (part: Part) =>
        [...missingFirst].flatMap((look) => {
          const id = part.held.has(look) ? undefined : part.found.get(look)?.[0];
          return id === undefined ? [] : [[look, id] as const];
        });
      await read(new Map(asking.map((part) => [part, new Set(first(part).map(([, id]) => id))])));
      const left = new Set<number>();
      for (const part of asking) {
        for (const [look, id] of first(part)) {
          const lead = part.here.get(id);
          if (lead === undefined) left.add(look);
          else part.leads.set(look, lead);
        }
      }
      // It is gone since it was kept.
      await hold(asking, (look) => left.has(look));
    },
  };
}
