import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSession } from '../../../plugin-kit/define-provider.ts';
import { awsCollectors } from './collectors.generated.ts';
import { type SandboxAccount, type ScanResult, sandboxAccount, scanned } from './testing/sandbox-account.ts';

let account: SandboxAccount;
let session: ProviderSession;
beforeAll(async () => {
  account = await sandboxAccount();
  session = await account.open();
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
  it('is seen without a gap, with at least one resource of every type', async () => {
    const scans = await scanAll();
    expect(scans.flatMap(({ outcome }) => outcome.gaps.map(({ message }) => message))).toEqual([]);
    expect(scans.filter(({ outcome }) => !outcome.complete)).toEqual([]);
    const seen = new Set(
      scans.filter(({ resources }) => resources.length > 0).map(({ outcome }) => outcome.source.collector),
    );
    expect(awsCollectors.map(({ resource }) => resource.type).filter((type) => !seen.has(type))).toEqual([]);
  });

  it('has ids that are unique in their type, configurations that fit the schema, and nothing written', async () => {
    const ids = new Set<string>();
    for (const { resources, outcome } of await scanAll()) {
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
    const byKey = (scans: ScanResult[]) =>
      new Map(
        scans.flatMap(({ outcome, resources }) =>
          resources.map((one) => [`${outcome.source.collector} ${one.externalId}`, one]),
        ),
      );
    const first = byKey(await scanAll());
    const second = byKey(await scanAll());
    expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [key, resource] of second) expect(resource, key).toEqual(first.get(key));
  });
});
