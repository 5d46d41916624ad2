import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { KeysOf } from '../../../plugin-kit/define-control.ts';
import { looksThatFind } from '../../../plugin-kit/fleet.ts';
import { lookAtAll } from '../../../plugin-kit/fleet-looks.ts';
import type { AccountFacts } from './account-facts.ts';
import { type AccountRow, type ResourceToJudge, readResources } from './fact-store.ts';
import { listMoved, type Member } from './member-store.ts';

/** What surrounds the resources of an account against what surrounded them when they were judged. */

export type Keys = ReadonlyMap<string, readonly (readonly [string, KeysOf])[]>;

/** The key of what all controls see of an account; no type has this name. */
export const wholeAccount = '*';
/** The key of the UTC day, which is all that a control sees of the time. */
export const today = 'day';

const pageSize = 1000;

/** By type that controls read: what of its list is missing, and what its members are found by. */
export function surroundingsNow(
  account: AccountRow,
  keysOf: Keys,
  seen: AccountFacts,
  at: Date,
): Record<string, string> {
  const digest = (value: Json): string => sha256Hex(canonicalJson(value));
  const now: Record<string, string> = {
    [today]: at.toISOString().slice(0, 10),
    [wholeAccount]: digest([account.account_id, [...seen.regions]]),
  };
  for (const [type, keys] of keysOf) {
    // The text of the function stands for what it says, so that a mended one does not meet members of the former.
    const words = keys.map(([name, keysOfMember]) => `${name} ${keysOfMember.toString()}`).sort();
    now[type] = digest([seen.unlisted(type).map((unseen) => ({ ...unseen })), words]);
  }
  return now;
}

/** Members of a type that came, went or changed, as they are now. */
export type MovedMembers = { living: ResourceToJudge[]; kept: Member[]; gone: number[] };

export type Moved = {
  /** Keys of the surroundings that are not what they were: all that depend on one of them are asked again. */
  changed: Set<string>;
  /** Of the other types. */
  members: Map<string, MovedMembers>;
  /** The questions whose answer may be another one. */
  looks: number[];
};

export async function whatMoved(
  deps: { db: Database },
  scope: Scope,
  account: {
    providerId: number;
    keysOf: Keys;
    before: Readonly<Record<string, string>>;
    now: Readonly<Record<string, string>>;
    /** Of more members of a type that moved it is not found out who looked at them. */
    many: number;
  },
): Promise<Moved> {
  const { providerId, keysOf, before, now, many } = account;
  const changed = new Set(Object.keys(now).filter((key) => now[key] !== before[key]));
  if (changed.has(wholeAccount)) return { changed: new Set(Object.keys(now)), members: new Map(), looks: [] };
  const steady = [...keysOf.keys()].filter((type) => !changed.has(type));
  const rows = await deps.db.within(scope, (tx) => listMoved(tx, providerId, steady));
  const members = new Map<string, MovedMembers>();
  const looks = new Set<number>();
  for (const [type, moved] of Map.groupBy(rows, (row) => row.type)) {
    if (moved.length > many) {
      changed.add(type);
      continue;
    }
    looks.add(lookAtAll(type));
    for (const look of moved.flatMap((each) => each.before ?? [])) looks.add(look);
    const living = await readAll(
      deps,
      scope,
      moved.filter(({ lives }) => lives).map(({ id }) => id),
    );
    const kept = living.map((resource) => ({
      resource,
      looks: looksThatFind(type, keysOf.get(type) ?? [], resource),
    }));
    for (const look of kept.flatMap((each) => each.looks)) looks.add(look);
    const there = new Set(living.map(({ id }) => id));
    members.set(type, { living, kept, gone: moved.map(({ id }) => id).filter((id) => !there.has(id)) });
  }
  return { changed, members, looks: [...looks] };
}

async function readAll(
  deps: { db: Database },
  scope: Scope,
  ids: readonly number[],
): Promise<ResourceToJudge[]> {
  const all: ResourceToJudge[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    const page = ids.slice(start, start + pageSize);
    for (const row of await deps.db.within(scope, (tx) => readResources(tx, page))) all.push(row);
  }
  return all;
}
