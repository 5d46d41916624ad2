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

  it('is content with one where one is enough, and sees when that is not the right one', () => {
    const look = lookByKey('box', 'owner', 'ann');
    let lead: JudgedResource | undefined;
    const { fleet, looks, view } = open([box('z', 'ann')], {
      holds: (asked) => asked === lookAtUnread('box', 'owner'),
      lead: (asked) => (asked === look || asked === lookAtAll('box') ? lead : undefined),
    });
    expect(view.some(() => true)).toBe(true);
    expect(looks.lacks).toBe(false);
    expect(looks.seen).toContain(lookAtAll('box'));
    // A member that is known longer may be elsewhere.
    view.first('owner', 'ann');
    expect([looks.lacks, [...looks.missingFirst], [...looks.missing]]).toEqual([true, [look], []]);
    lead = box('a', 'ann');
    fleet.resources = [lead, box('z', 'ann')];
    looks.lacks = false;
    expect(view.first('owner', 'ann')?.name).toBe('a');
    expect(looks.lacks).toBe(false);
    lead = box('b', 'bob');
    fleet.resources = [lead, box('z', 'ann')];
    view.first('owner', 'ann');
    expect([looks.lacks, [...looks.missing]]).toEqual([true, [look]]);
  });

  it('asks for one before it asks for all', () => {
    let lead: JudgedResource | undefined;
    const { fleet, looks, view } = open([], { holds: () => false, lead: () => lead });
    const isThere = () => view.some(({ name }) => name === 'b', { region: 'here' });
    isThere();
    expect([...looks.missingFirst]).toEqual([lookAtRegion('box', 'here')]);
    lead = box('a', 'ann');
    fleet.resources = [lead];
    expect(looks.missing.size).toBe(0);
    isThere();
    expect([...looks.missing]).toEqual([lookAtRegion('box', 'here')]);
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
