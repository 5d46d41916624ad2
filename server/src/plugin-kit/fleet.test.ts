import { describe, expect, it } from 'vitest';
import type { KeysOf } from './define-control.ts';
import { type FleetOfType, type JudgedResource, looksThatFind, sharedFleet } from './fleet.ts';
import { lookAtAll, lookAtRegion, lookAtUnread, lookByKey, noLooks } from './fleet-looks.ts';

const keys = {
  owner: ({ configuration }) => [configuration.Owner as string | undefined],
} satisfies Record<string, KeysOf>;
const box = (name: string, owner: string | null, region = 'here'): JudgedResource => ({
  externalId: name,
  name,
  region,
  tags: {},
  configuration: owner === null ? {} : { Owner: owner },
  unreadable: owner === null ? [{ path: 'Owner', reason: 'denied' }] : [],
});
const open = (resources: JudgedResource[], more: Partial<FleetOfType> = {}) => {
  const looks = noLooks();
  const fleet: FleetOfType = { type: 'box', resources, unlisted: [], ...more };
  return { fleet, looks, view: sharedFleet(fleet, looks).view(keys) };
};

describe('a fleet', () => {
  it('says what was asked of it, and who is found by what', () => {
    const { looks, view } = open([box('a', 'ann')]);
    view.by('owner', 'ann');
    expect([...looks.seen]).toEqual([lookByKey('box', 'owner', 'ann')]);
    view.by('owner', 'bob');
    expect(looks.seen).toContain(lookAtUnread('box', 'owner'));
    view.some(() => true, { region: 'there' });
    view.find(() => true);
    expect(looks.seen).toContain(lookAtRegion('box', 'there'));
    expect(looks.seen).toContain(lookAtAll('box'));
    expect(looksThatFind('box', Object.entries(keys), box('b', 'bob', 'there'))).toEqual([
      lookAtRegion('box', 'there'),
      lookByKey('box', 'owner', 'bob'),
    ]);
  });

  it('does not know who is found by a key that could not be read, and still finds the others', () => {
    const { view } = open([box('a', 'ann'), box('b', null)]);
    expect(view.by('owner', 'ann').map(({ name }) => name)).toEqual(['a']);
    expect(() => view.by('owner', 'bob')).toThrow('could not be seen');
    expect(looksThatFind('box', Object.entries(keys), box('b', null))).toContain(
      lookAtUnread('box', 'owner'),
    );
  });

  it('says of a part what it lacks, and answers when it came', () => {
    const held = new Set<number>();
    const { fleet, looks, view } = open([], { holds: (look) => held.has(look) });
    view.by('owner', 'ann');
    expect(looks.lacks).toBe(true);
    expect(looks.missing).toContain(lookByKey('box', 'owner', 'ann'));
    for (const look of looks.missing) held.add(look);
    fleet.resources = [box('a', 'ann')];
    looks.lacks = false;
    expect(view.by('owner', 'ann')).toHaveLength(1);
    expect(looks.lacks).toBe(false);
  });
});
