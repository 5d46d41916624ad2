import type { Scope } from '../../../core/scope.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { KeysOf } from '../../../plugin-kit/define-control.ts';
import type { FleetOfType } from '../../../plugin-kit/fleet.ts';
import { lookAtAll, lookAtUnread } from '../../../plugin-kit/fleet-looks.ts';
import { type ResourceToJudge, readResources } from './fact-store.ts';
import { membersFoundBy } from './member-store.ts';

const pageSize = 2000;

type Part = {
  fleet: Omit<FleetOfType, 'resources'> & { resources: ResourceToJudge[] };
  held: Set<number>;
  ids: Set<number>;
};

/** The few members of large fleets that the few resources of a run ask for. */
export type FleetParts = {
  /** The members of a type that moved; more come by `extend`. */
  open(type: string, moved: readonly ResourceToJudge[]): Promise<FleetOfType>;
  /** Brings the members that these questions find; all of a type for the question for all of them. */
  extend(looks: Iterable<number>): Promise<void>;
  /** Types of which a member was seen that is not what was kept: what was kept does not tell what was seen. */
  unlikeKept: ReadonlySet<string>;
};

/** Members that did not move are found by what was kept of them. */
export function openFleetParts(
  deps: { db: Database },
  scope: Scope,
  account: {
    providerId: number;
    keysOf: ReadonlyMap<string, readonly (readonly [string, KeysOf])[]>;
    unlisted(type: string): readonly Unseen[];
  },
): FleetParts {
  const parts = new Map<string, Part>();
  const unlikeKept = new Set<string>();

  async function extend(of: ReadonlyMap<string, Part>, asked: Iterable<number>): Promise<void> {
    const looks = [...asked].filter((look) => [...of.values()].some(({ held }) => !held.has(look)));
    if (looks.length === 0) return;
    const whole = [...of.keys()].filter((type) => looks.includes(lookAtAll(type)));
    const kept = await deps.db.within(scope, (tx) =>
      membersFoundBy(tx, account.providerId, [...of.keys()], looks, whole),
    );
    const wanted = kept.filter(({ id, type }) => of.get(type)?.ids.has(id) === false);
    const read = new Map<number, ResourceToJudge>();
    for (let start = 0; start < wanted.length; start += pageSize) {
      const ids = wanted.slice(start, start + pageSize).map(({ id }) => id);
      for (const row of await deps.db.within(scope, (tx) => readResources(tx, ids))) read.set(row.id, row);
    }
    for (const { id, type, versionId, changedAt } of wanted) {
      const row = read.get(id);
      if (row?.versionId !== versionId || row.changedAt.getTime() !== changedAt.getTime())
        unlikeKept.add(type);
      if (row !== undefined) add(of.get(type), [row]);
    }
    for (const { held, fleet } of of.values()) {
      for (const look of looks) held.add(look);
      fleet.resources = fleet.resources.toSorted((a, b) => a.id - b.id);
    }
  }

  function add(part: Part | undefined, rows: readonly ResourceToJudge[]): void {
    for (const row of rows) {
      part?.ids.add(row.id);
      part?.fleet.resources.push(row);
    }
  }

  return {
    unlikeKept,
    async open(type, moved) {
      const held = new Set<number>();
      const all = lookAtAll(type);
      const part: Part = {
        held,
        ids: new Set(),
        fleet: {
          type,
          resources: [],
          unlisted: account.unlisted(type),
          holds: (look) => held.has(look) || held.has(all),
        },
      };
      add(part, moved);
      parts.set(type, part);
      const unread = (account.keysOf.get(type) ?? []).map(([name]) => lookAtUnread(type, name));
      await extend(new Map([[type, part]]), unread);
      return part.fleet;
    },
    extend: (looks) => extend(parts, looks),
  };
}
