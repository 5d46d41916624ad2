import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { systemScope } from '../../../../core/scope.ts';
import { describeOnEachEngine } from '../../../../platform/db/testing.ts';
import { judgedAccount, judgeOf } from '../../../../plugin-kit/judge.ts';
import { listAuditEvents } from '../../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../../govern/tenancy/testing.ts';
import { customControls } from './service.ts';

type View = {
  id: string;
  version: number;
  enabled: boolean;
  outcome: string;
  check: string;
  problem: string | null;
  resource_types: string[];
};

describeOnEachEngine('custom controls', (open) => {
  let app: Composed;
  let tenant: TestTenant;
  let provider: number;

  beforeAll(async () => {
    app = await composeForTests(await open());
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    tenant = await createTestTenant(app.db, 'Acme');
    provider = await account(tenant);
  });

  async function account(of: TestTenant): Promise<number> {
    return await app.db.asSystem(systemScope('the test connects an account'), async (tx) => {
      const row = await tx.sql
        .insertInto('providers')
        .values({
          organization_id: of.organizationId,
          type: 'aws',
          name: 'main',
          account_id: '123456789012',
          auth_method: 'access_keys',
          status: 'synced',
          settings: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    });
  }

  async function bucket(name: string, configuration: JsonObject, unreadable: string[] = []): Promise<number> {
    const organization_id = tenant.organizationId;
    const at = new Date('2026-01-01T00:00:00Z');
    return await app.db.asSystem(systemScope('the test makes a bucket'), async (tx) => {
      const scope = await tx.sql
        .insertInto('inventory_scopes')
        .values({ organization_id, provider_id: provider, source: name, region: 'eu-west-1' })
        .returning('id')
        .executeTakeFirstOrThrow();
      const resource = await tx.sql
        .insertInto('resources')
        .values({
          organization_id,
          provider_id: provider,
          scope_id: scope.id,
          external_id: `arn:aws:s3:::${name}`,
          name,
          type: 's3_bucket',
          region: 'eu-west-1',
          status: 'active',
          content_hash: name,
          version_id: 0,
          first_seen_at: at,
          last_seen_at: at,
          changed_at: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const version = await tx.sql
        .insertInto('resource_versions')
        .values({
          organization_id,
          resource_id: resource.id,
          content_hash: name,
          configuration: JSON.stringify(configuration),
          unreadable: JSON.stringify(unreadable.map((path) => ({ path, reason: 'denied' }))),
          observed_at: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.sql
        .updateTable('resources')
        .set({ version_id: version.id })
        .where('id', '=', resource.id)
        .execute();
      return resource.id;
    });
  }

  const as = <T>(operationId: string, input: object = {}) =>
    app.call<T>(operationId, { scope: tenant.scope, ...input });
  const control = (check: string, more: object = {}) => ({
    id: 'buckets-are-versioned',
    title: 'Bucket keeps earlier versions',
    resource_types: ['s3'],
    check,
    severity: 'medium',
    category: 'resilience',
    risk: 'What is overwritten by mistake is lost for good.',
    ...more,
  });
  const versioned =
    'has(configuration.VersioningConfiguration) && configuration.VersioningConfiguration.Status == "Enabled"';
  const create = (body: object = control(versioned)) => as<View>('createCustomControl', { body });
  const id = { params: { id: 'custom-buckets-are-versioned' } };
  const replace = (body: object) => as<View>('replaceCustomControl', { ...id, body });
  const forJudging = (of: TestTenant = tenant) =>
    app.db.within(of.scope, (tx) => customControls(tx, app.domain.resourceTypes));

  it('is saved with its prefix and the full name of the type, and judged', async () => {
    expect(await create()).toMatchObject({
      id: 'custom-buckets-are-versioned',
      version: 1,
      enabled: true,
      outcome: 'created',
      problem: null,
      resource_types: ['s3_bucket'],
    });
    const [judged] = await forJudging();
    if (judged === undefined) throw new Error('there is no control');
    expect(judged).toMatchObject({ id: 'custom-buckets-are-versioned', version: 1, severity: 'medium' });
    const account = judgedAccount({
      accountId: '1',
      regions: [],
      judgedAt: new Date(0),
      fleets: (type) => ({ type, resources: [], unlisted: [] }),
    });
    const one = { externalId: 'x', name: 'x', region: 'r', tags: {}, configuration: {}, unreadable: [] };
    expect(judgeOf(judged, account)(one).status).toBe('fail');
  });

  it('is one control per resource type for judging, with the same id', async () => {
    await create(control('name != ""', { resource_types: ['s3_bucket', 'ec2_instance'] }));
    expect((await forJudging()).map((one) => [one.id, one.resource.type])).toEqual([
      ['custom-buckets-are-versioned', 's3_bucket'],
      ['custom-buckets-are-versioned', 'ec2_instance'],
    ]);
  });

  it('becomes a new version with every change, and the earlier ones stay', async () => {
    await create();
    expect(await replace(control(versioned))).toMatchObject({ version: 1, outcome: 'unchanged' });
    expect(await replace(control('has(configuration.VersioningConfiguration)'))).toMatchObject({
      version: 2,
      outcome: 'updated',
    });
    const { data } = await as<{ data: View[] }>('listCustomControlVersions', id);
    expect(data.map(({ version, check }) => [version, check])).toEqual([
      [2, 'has(configuration.VersioningConfiguration)'],
      [1, versioned],
    ]);
  });

  it('is not judged while it is disabled, which makes no version', async () => {
    await create();
    expect(await replace(control(versioned, { enabled: false }))).toMatchObject({
      version: 1,
      enabled: false,
    });
    expect(await forJudging()).toEqual([]);
  });

  it('is gone when it is deleted, and goes on with the next version when it is saved again', async () => {
    await create();
    await as('deleteCustomControl', id);
    await expect(as('getCustomControl', id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await forJudging()).toEqual([]);
    expect(await create()).toMatchObject({ version: 2, outcome: 'created' });
    await expect(create()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused with the place of what is wrong, and with tests that it answers otherwise', async () => {
    await expect(create(control('configuration.Versioning == true'))).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'check', message: expect.stringContaining('line 1, column 15') }],
    });
    await expect(
      create(control(versioned, { tests: [{ configuration: {}, expect: 'pass' }] })),
    ).rejects.toMatchObject({ details: [{ path: 'tests.0.expect' }] });
    expect(await forJudging()).toEqual([]);
  });

  it('leaves audit events with what it was before and after', async () => {
    await create();
    await replace(control('has(configuration.VersioningConfiguration)'));
    await as('deleteCustomControl', id);
    const { events } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 10, offset: 0 }),
    );
    expect(
      events.map(({ action }) => action).filter((action) => action.startsWith('custom_control')),
    ).toEqual(['custom_control.deleted', 'custom_control.updated', 'custom_control.created']);
    expect(events.find(({ action }) => action === 'custom_control.updated')?.detail).toMatchObject({
      before: { version: 1, check: versioned },
      after: { version: 2 },
    });
  });

  it('belongs to one organisation', async () => {
    await create();
    const other = await createTestTenant(app.db, 'Other');
    expect(await forJudging(other)).toEqual([]);
    const asOther = { ...id, scope: other.scope };
    for (const operation of ['getCustomControl', 'listCustomControlVersions', 'deleteCustomControl'])
      await expect(app.call(operation, asOther)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      app.call('replaceCustomControl', { ...asOther, body: control(versioned) }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(
      await app.call('createCustomControl', { scope: other.scope, body: control(versioned) }),
    ).toMatchObject({
      version: 1,
    });
  });

  it('can be tried on resources of now, without being saved', async () => {
    const good = await bucket('good', { VersioningConfiguration: { Status: 'Enabled' } });
    await bucket('bad', { VersioningConfiguration: { Status: 'Suspended' } });
    await bucket('hidden', {}, ['VersioningConfiguration']);
    const tried = await as<{ counts: object; results: { resource_name: string; status: string }[] }>(
      'tryCustomControl',
      { body: { check: versioned, resource_type: 's3_bucket' } },
    );
    expect(tried).toMatchObject({
      valid: true,
      matching: 3,
      counts: { pass: 1, fail: 1, unknown: 1, not_applicable: 0 },
    });
    expect(tried.results.map((one) => [one.resource_name, one.status])).toEqual([
      ['bad', 'fail'],
      ['good', 'pass'],
      ['hidden', 'unknown'],
    ]);
    expect(await as('tryCustomControl', { body: { check: versioned, resource_ids: [good] } })).toMatchObject({
      matching: 1,
      results: [{ evidence: { 'VersioningConfiguration.Status': 'Enabled' } }],
    });
    expect(await forJudging()).toEqual([]);
  });

  it('tried with a mistake says where it is, and judges nothing', async () => {
    await bucket('good', {});
    expect(
      await as('tryCustomControl', {
        body: { check: 'configuration.Nam == ""', resource_type: 's3_bucket' },
      }),
    ).toMatchObject({
      valid: false,
      problems: [
        { resource_type: 's3_bucket', line: 1, column: 15, excerpt: expect.stringContaining('^^^') },
      ],
      results: [],
    });
    await expect(
      as('tryCustomControl', { body: { check: 'true', resource_type: 's3_buckett' } }),
    ).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('tried on a resource of another organisation is not found', async () => {
    const theirs = await bucket('theirs', {});
    const other = await createTestTenant(app.db, 'Other');
    await expect(
      app.call('tryCustomControl', { scope: other.scope, body: { check: 'true', resource_ids: [theirs] } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
