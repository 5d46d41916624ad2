import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObservedResource } from '../../../core/observation.ts';
import type { ProviderSession } from '../../../plugin-kit/define-provider.ts';
import { awsCollectors } from './collectors.generated.ts';
import { type SandboxAccount, type ScanResult, sandboxAccount, scanned } from './testing/sandbox-account.ts';

let account: SandboxAccount;
let session: ProviderSession;
let scans: ScanResult[];
beforeAll(async () => {
  account = await sandboxAccount();
  session = await account.open();
  scans = await scanAll();
});
afterAll(async () => {
  session.close();
  await account.sandbox.stop();
});

async function scanAll(): Promise<ScanResult[]> {
  const { regions } = await session.regions();
  return Promise.all(session.planScan(regions).map((source) => scanned(session, source)));
}

describe('a whole account', () => {
  it('is seen without a gap, with at least one resource of every type', () => {
    expect(scans.flatMap(({ outcome }) => outcome.gaps.map(({ message }) => message))).toEqual([]);
    expect(scans.filter(({ outcome }) => !outcome.complete)).toEqual([]);
    const seen = new Set(
      scans.filter(({ resources }) => resources.length > 0).map(({ outcome }) => outcome.source.collector),
    );
    expect(awsCollectors.map(({ resource }) => resource.type).filter((type) => !seen.has(type))).toEqual([]);
  });

  it('has ids that are unique in their type, configurations that fit the schema, and nothing written', () => {
    const ids = new Set<string>();
    for (const { resources, outcome } of scans) {
      const collector = awsCollectors.find(({ resource }) => resource.type === outcome.source.collector);
      for (const { externalId, configuration } of resources) {
        const key = `${outcome.source.collector} ${externalId}`;
        expect(ids.has(key), key).toBe(false);
        ids.add(key);
        expect(collector?.resource.schema.safeParse(configuration).error?.issues ?? [], key).toEqual([]);
      }
    }
    expect(account.sandbox.requests.filter(({ write }) => write)).toEqual([]);
  });

  it('is the same when it is read again', async () => {
    const first = byKey(scans);
    const second = byKey(await scanAll());
    expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [key, resource] of second) expect(resource, key).toEqual(first.get(key));
  });

  it('shows the seven scripted changes and nothing else, says who made each, and forgets them when undone', async () => {
    const since = new Date(Date.now() - 60_000);
    const before = byKey(scans);
    account.sandbox.applyChanges();
    const changed = differences(before, byKey(await scanAll()));
    expect(changed.map(({ type }) => type).sort()).toEqual([
      'cloudtrail_trail',
      'ebs_volume',
      'ec2_instance',
      'iam_policy',
      'rds_instance',
      's3_bucket',
      'security_group',
    ]);
    for (const { type, resource } of changed) {
      const { externalId, name, region } = resource;
      const until = new Date(Date.now() + 60_000);
      const told = await session.lookupChanges?.({
        resource: { type, externalId, name, region },
        since,
        until,
      });
      const actors = told?.state === 'read' ? told.changes.map(({ actor }) => actor) : [];
      expect(['svc-legacy-backup', 'tomas.novak'], `${type} ${name}`).toContain(actors[0]);
    }
    account.sandbox.revertChanges();
    expect(differences(before, byKey(await scanAll()))).toEqual([]);
  });
});

type Seen = Map<string, { type: string; resource: ObservedResource }>;

function byKey(scans: ScanResult[]): Seen {
  const seen: Seen = new Map();
  for (const { outcome, resources } of scans) {
    const type = outcome.source.collector;
    for (const resource of resources) seen.set(`${type} ${resource.externalId}`, { type, resource });
  }
  return seen;
}

function differences(before: Seen, after: Seen): { type: string; resource: ObservedResource }[] {
  return [...after].flatMap(([key, now]) =>
    isDeepStrictEqual(before.get(key)?.resource, now.resource) ? [] : [now],
  );
}
