import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ObservedResource } from '../../../core/observation.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { ScanEvent, SourceOutcome } from '../../../plugin-kit/define-provider.ts';
import { defineResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import * as read from './read-store.ts';
import { type SourceScan, scanSource, storeOne } from './scan-source.ts';

const bucketType = defineResourceType({
  type: 's3_bucket',
  vendorType: 'AWS::S3::Bucket',
  provider: 'aws',
  title: 'S3 bucket',
  service: 's3',
  aliases: ['s3'],
  schema: z.looseObject({}),
  facts: { volatilePaths: ['LastUsed', 'Keys.*.LastUsed'] },
});
const source = { collector: 's3_bucket', region: 'global' };

function bucket(name: string, more: Partial<ObservedResource> = {}): ObservedResource {
  return {
    externalId: `arn:aws:s3:::${name}`,
    name,
    region: 'eu-west-1',
    status: 'active',
    tags: { team: 'data' },
    configuration: { BucketName: name, VersioningConfiguration: { Status: 'Enabled' } },
    unreadable: [],
    ...more,
  };
}

function ended(over: Partial<SourceOutcome> = {}): SourceOutcome {
  return {
    source,
    outcome: 'success_with_data',
    complete: true,
    gaps: [],
    fetched: 0,
    durationMs: 1,
    ...over,
  };
}

describeOnEachEngine('the inventory', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let providerId: number;
  let now = new Date('2026-05-01T00:00:00Z');

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    now = new Date('2026-05-01T00:00:00Z');
    tenant = await createTestTenant(db, 'Inventory');
    const row = await db.within(tenant.scope, (tx) =>
      tx.sql
        .insertInto('providers')
        .values({
          organization_id: tenant.organizationId,
          type: 'aws',
          name: 'Acme',
          account_id: '123456789012',
          auth_method: 'access_keys',
          status: 'synced',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    providerId = row.id;
  });

  async function scan(
    resources: ObservedResource[],
    end: Partial<SourceOutcome> | 'broken' = {},
  ): Promise<SourceScan> {
    now = new Date(now.getTime() + 3_600_000);
    async function* events(): AsyncIterable<ScanEvent> {
      for (const resource of resources) yield { kind: 'resource', resource };
      if (end !== 'broken') yield { kind: 'end', outcome: ended({ fetched: resources.length, ...end }) };
    }
    return await scanSource({ db, clock: { now: () => now } }, tenant.scope, {
      providerId,
      resourceType: bucketType,
      session: { scan: events },
      source,
      signal: new AbortController().signal,
      effectLimit: 100,
    });
  }
  const list = (filter: read.ResourceFilter = {}) =>
    db.within(tenant.scope, (tx) =>
      read.listResources(tx, filter, { by: 'name', order: 'asc' }, { limit: 100, offset: 0 }),
    );
  const count = (filter: read.ResourceFilter = {}) =>
    db.within(tenant.scope, (tx) => read.countResources(tx, filter));
  const versionsOf = async (name: string) => {
    const row = (await list()).find((candidate) => candidate.name === name);
    return (
      await db.within(tenant.scope, (tx) => read.listVersions(tx, row?.id ?? 0, { limit: 10, offset: 0 }))
    ).rows;
  };

  it('stores what it sees, with a version each', async () => {
    const result = await scan([bucket('a'), bucket('b')]);
    expect(result.counts).toMatchObject({ found: 2, created: 2, updated: 0, unchanged: 0, deleted: 0 });
    expect((await list()).map((row) => [row.name, row.status, row.region])).toEqual([
      ['a', 'active', 'eu-west-1'],
      ['b', 'active', 'eu-west-1'],
    ]);
    expect(await versionsOf('a')).toHaveLength(1);
    expect(await count()).toBe(2);
  });

  it('writes no version for an unchanged resource, whatever the order of its keys', async () => {
    await scan([bucket('a')]);
    const turned = { VersioningConfiguration: { Status: 'Enabled' }, BucketName: 'a' };
    const result = await scan([bucket('a', { configuration: turned })]);
    expect(result.counts).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await versionsOf('a')).toHaveLength(1);
  });

  it('writes no version when only what moves by itself has moved', async () => {
    const moving = (at: string) =>
      bucket('a', { configuration: { LastUsed: at, Keys: [{ LastUsed: at, Id: 1 }] } });
    await scan([moving('monday')]);
    expect((await scan([moving('tuesday')])).counts).toMatchObject({ unchanged: 1 });
  });

  it('writes a version when the configuration changes, and keeps the old one for any past date', async () => {
    await scan([bucket('a')]);
    const before = new Date(now.getTime() + 1000);
    await scan([bucket('a', { configuration: { BucketName: 'a' } })]);
    const [row] = await list();
    const then = await db.within(tenant.scope, (tx) => read.getVersion(tx, row?.id ?? 0, { at: before }));
    expect(then?.configuration).toEqual({ BucketName: 'a', VersioningConfiguration: { Status: 'Enabled' } });
    const current = await db.within(tenant.scope, (tx) => read.getVersion(tx, row?.id ?? 0, {}));
    expect(current?.configuration).toEqual({ BucketName: 'a' });
  });

  it('says when a resource was last seen without writing to it', async () => {
    await scan([bucket('a')]);
    await scan([bucket('a')]);
    expect((await list())[0]?.last_seen_at).toEqual(now);
  });

  it('marks what a complete scan no longer finds as deleted, and brings it back', async () => {
    await scan([bucket('a'), bucket('b')]);
    const lastWhole = now;
    const result = await scan([bucket('a')]);
    expect(result.counts.deleted).toBe(1);
    const gone = (await list({ statuses: ['deleted'] }))[0];
    expect(gone).toMatchObject({ name: 'b', last_seen_at: lastWhole });
    expect(await count({ statuses: ['active'] })).toBe(1);
    await scan([bucket('a'), bucket('b')]);
    expect(await count({ statuses: ['active'] })).toBe(2);
    expect(await count({ statuses: ['deleted'] })).toBe(0);
    const history = await db.within(tenant.scope, (tx) => read.listStatusChanges(tx, gone?.id ?? 0));
    expect(history.map((change) => change.to)).toEqual(['active', 'deleted', 'active']);
  });

  describe.each([
    ['was denied', { outcome: 'permission_denied', complete: false }],
    ['was throttled in the middle', { outcome: 'rate_limited', complete: false }],
    ['was cancelled', { outcome: 'cancelled', complete: false }],
    ['failed', { outcome: 'failed', complete: false }],
    ['never said how it ended', 'broken'],
  ] as const)('a scan that %s', (_, end) => {
    it('deletes nothing and keeps what it saw', async () => {
      await scan([bucket('a'), bucket('b')]);
      const wholeAt = now;
      const result = await scan([bucket('a')], end);
      expect(result.counts.deleted).toBe(0);
      expect(await count({ statuses: ['active'] })).toBe(2);
      const [a, b] = await list();
      expect(a?.last_seen_at).toEqual(now);
      expect(b?.last_seen_at).toEqual(wholeAt);
    });
  });

  it('keeps what could not be read beside what could', async () => {
    const denied = { path: 'BucketPolicy', reason: 'denied', permission: 's3:GetBucketPolicy' } as const;
    const result = await scan([bucket('a', { unreadable: [denied] })]);
    expect(result.counts.unreadable).toBe(1);
    const [row] = await list();
    const version = await db.within(tenant.scope, (tx) => read.getVersion(tx, row?.id ?? 0, {}));
    expect(version?.unreadable).toEqual([denied]);
  });

  it('counts a resource that the vendor listed twice once', async () => {
    const result = await scan([bucket('a'), bucket('a')]);
    expect(result.counts).toMatchObject({ created: 1 });
    expect(await count()).toBe(1);
  });

  it('follows a resource that stops, starts and moves', async () => {
    await scan([bucket('a')]);
    await scan([bucket('a', { status: 'stopped', region: 'us-east-1', name: 'renamed' })]);
    expect(await list()).toMatchObject([{ name: 'renamed', status: 'stopped', region: 'us-east-1' }]);
    expect(await count({ regions: ['eu-west-1'] })).toBe(0);
    expect(await count({ regions: ['us-east-1'], statuses: ['stopped'] })).toBe(1);
  });

  it('filters by type, region, tag and text, and the totals agree with the rows', async () => {
    await scan([
      bucket('logs'),
      bucket('100%_sure', { tags: { team: 'web', 'aws:x': '1' } }),
      bucket('media', { region: 'us-east-1', tags: {} }),
    ]);
    const filters: [read.ResourceFilter, string[]][] = [
      [{ regions: ['us-east-1'] }, ['media']],
      [{ tag: { key: 'team' } }, ['100%_sure', 'logs']],
      [{ tag: { key: 'team', value: 'web' } }, ['100%_sure']],
      [{ text: 'LOG' }, ['logs']],
      [{ text: '%_s' }, ['100%_sure']],
      [{ types: ['ec2_instance'] }, []],
      [{ providerIds: [providerId + 1] }, []],
    ];
    for (const [filter, names] of filters) {
      expect((await list(filter)).map((row) => row.name)).toEqual(names);
      expect(await count(filter)).toBe(names.length);
    }
  });

  it('shows nothing of it to another organisation', async () => {
    await scan([bucket('a')]);
    const other = await createTestTenant(db, 'Other');
    const rows = await db.within(other.scope, (tx) =>
      read.listResources(tx, {}, { by: 'name', order: 'asc' }, { limit: 10, offset: 0 }),
    );
    expect(rows).toEqual([]);
  });

  describe('read by two at the same time', () => {
    /** As `scan`, but the reader has listed already what it hands over when it is let go on. */
    function slowly(resources: ObservedResource[]) {
      const [listed, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      async function* events(): AsyncIterable<ScanEvent> {
        for (const resource of resources) yield { kind: 'resource', resource };
        listed.resolve();
        await goOn.promise;
        yield { kind: 'end', outcome: ended({ fetched: resources.length }) };
      }
      const done = scanSource({ db, clock: { now: () => now } }, tenant.scope, {
        providerId,
        resourceType: bucketType,
        session: { scan: events },
        source,
        signal: new AbortController().signal,
        effectLimit: 100,
      });
      return { listed: listed.promise, goOn: goOn.resolve, done };
    }
    const open = { BucketName: 'a', VersioningConfiguration: { Status: 'Suspended' } };
    const one = (resource: ObservedResource | null, externalId = 'arn:aws:s3:::a') => {
      const read = { providerId, resourceType: bucketType, region: 'global', externalId, resource };
      const startedAt = now;
      return storeOne({ db, clock: { now: () => now } }, tenant.scope, { ...read, startedAt });
    };
    const statuses = async () => (await list()).map(({ name, status }) => [name, status]);

    it('keeps what was read last, whoever stores it last', async () => {
      await scan([bucket('a')]);
      const other = slowly([bucket('a', { configuration: { BucketName: 'a', Old: true } })]);
      await other.listed;
      now = new Date(now.getTime() + 60_000);
      expect(await one(bucket('a', { configuration: open }))).toBe(true);
      other.goOn();
      expect((await other.done).counts).toMatchObject({ found: 1, unchanged: 1, updated: 0 });
      const [row] = await list();
      const current = await db.within(tenant.scope, (tx) => read.getVersion(tx, row?.id ?? 0, {}));
      expect(current?.configuration).toEqual(open);
    });

    it('calls nothing deleted that the other stored since it began', async () => {
      await scan([bucket('a')]);
      const other = slowly([bucket('a')]);
      await other.listed;
      await scan([bucket('a'), bucket('new')]);
      other.goOn();
      expect((await other.done).deleted).toEqual([]);
      expect(await statuses()).toEqual([
        ['a', 'active'],
        ['new', 'active'],
      ]);
    });

    it('stores one and the same new resource once', async () => {
      const both = [slowly([bucket('a')]), slowly([bucket('a')])];
      for (const { listed, goOn } of both) {
        await listed;
        goOn();
      }
      const found = await Promise.all(both.map(({ done }) => done));
      expect(found.map(({ counts }) => counts.created).sort()).toEqual([0, 1]);
      expect(await versionsOf('a')).toHaveLength(1);
    });

    it('stores one that was read alone, and says nothing of the others', async () => {
      await scan([bucket('a'), bucket('b')]);
      const seenAt = now;
      now = new Date(now.getTime() + 60_000);
      await one(bucket('a', { configuration: open }));
      expect((await list()).map(({ name, last_seen_at }) => [name, last_seen_at])).toEqual([
        ['a', now],
        ['b', seenAt],
      ]);
      expect(await versionsOf('a')).toHaveLength(2);
      now = new Date(now.getTime() + 60_000);
      await one(null);
      expect(await statuses()).toEqual([
        ['a', 'deleted'],
        ['b', 'active'],
      ]);
      expect(await one(bucket('c'), 'arn:aws:s3:::c')).toBe(false);
    });
  });
});
