import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { addTestMember, createTestTenant } from '../../govern/tenancy/testing.ts';
import { rotateCredentials } from './rotate-credentials.ts';
import * as store from './store.ts';
import { writeSealContext } from './write-access.ts';
import { getWriteCredentials } from './write-store.ts';

type Provider = { id: number; status: string; error_message: string | null; running_execution_id: number };
type Coverage = { percent: number; gaps: { permission?: string; reason: string; paths: string[] }[] };

describeOnEachEngine('providers', (open) => {
  let sandbox: Sandbox;
  let app: Composed;

  beforeAll(async () => {
    sandbox = await startSandbox();
    app = await composeForTests(await open());
  });
  afterAll(async () => {
    await app?.stop();
    await sandbox?.stop();
  });
  afterEach(() => sandbox.faults.clear());
  beforeEach(async () => {
    // Each test connects the account anew: a disconnected one may be connected again.
    for (const row of await app.db.within(app.tenant.scope, store.listProviders)) {
      if (row.disconnected_at === null)
        await app.call('disconnectProvider', { params: { id: String(row.id) } });
    }
  });

  const body = (more: object = {}) => ({
    name: 'Acme',
    ...sandbox.credentials,
    endpointUrl: sandbox.endpoint,
    ...more,
  });
  const connect = (more: object = {}) => app.call<Provider>('connectAws', { body: body(more) });
  const get = (id: number) => app.call<Provider>('getProvider', { params: { id: String(id) } });
  const actions = async () =>
    (
      await app.db.within(app.tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 20, offset: 0 }))
    ).events.map((event) => event.action);
  const storedCredentials = (id: number) =>
    app.db.within(app.tenant.scope, (tx) => store.getCredentials(tx, id));

  it('connects by role and external id, and only with the right one', async () => {
    const role = {
      method: 'assume_role',
      roleArn: sandbox.role.arn,
      accessKeyId: undefined,
      secretAccessKey: undefined,
    };
    const source = {
      sourceAccessKeyId: sandbox.credentials.accessKeyId,
      sourceSecretAccessKey: sandbox.credentials.secretAccessKey,
    };
    await expect(connect({ ...role, ...source, externalId: 'somebody-elses' })).rejects.toMatchObject({
      details: expect.arrayContaining([
        expect.objectContaining({ path: expect.stringMatching(/roleArn|externalId/) }),
      ]),
    });
    const provider = await connect({ ...role, ...source, externalId: sandbox.role.externalId });
    expect((await app.finished(provider.running_execution_id)).status).toBe('succeeded');
  });

  it('stores the secret sealed and never answers it', async () => {
    const provider = await connect();
    const sealed = await storedCredentials(provider.id);
    expect(sealed?.ciphertext.includes(Buffer.from(sandbox.credentials.secretAccessKey))).toBe(false);
    expect(JSON.stringify(await get(provider.id))).not.toContain(sandbox.credentials.secretAccessKey);
    expect(await actions()).toContain('provider.connected');
    await app.finished(provider.running_execution_id);
  });

  it('refuses the same account twice and says what to do instead', async () => {
    const provider = await connect();
    await expect(connect({ name: 'Again' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already connected'),
    });
    await app.finished(provider.running_execution_id);
  });

  it.each([
    ['an unknown region', { region: 'mars-north-1' }, 'region'],
    ['a wrong secret', { secretAccessKey: 'x'.repeat(40) }, 'secretAccessKey'],
    ['a missing secret', { secretAccessKey: undefined }, 'secretAccessKey'],
    ['an endpoint where nobody listens', { endpointUrl: 'http://127.0.0.1:1' }, 'endpointUrl'],
  ])('refuses %s by name and stores nothing', async (_, more, field) => {
    const before = (await app.call<{ data: unknown[] }>('listProviders')).data.length;
    await expect(connect(more)).rejects.toMatchObject({
      details: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining(field) })]),
    });
    expect((await app.call<{ data: unknown[] }>('listProviders')).data).toHaveLength(before);
  });

  it('names the permission that is missing and never calls the rest whole', async () => {
    sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    const provider = await connect();
    expect((await app.finished(provider.running_execution_id)).status).toBe('succeeded');
    const coverage = await app.call<Coverage>('getProviderCoverage', { params: { id: String(provider.id) } });
    expect(coverage.percent).toBeLessThan(100);
    expect(coverage.gaps).toMatchObject([
      {
        permission: 's3:GetBucketPublicAccessBlock',
        reason: 'denied',
        paths: ['PublicAccessBlockConfiguration'],
      },
    ]);
    expect((await get(provider.id)).status).toBe('partial');
  });

  it('keeps every resource when the credentials are revoked, and the sync has failed', async () => {
    const provider = await connect();
    await app.finished(provider.running_execution_id);
    const before = await app.call<{ total: number }>('getResourceFacets', { query: {} });
    sandbox.faults.deny('sts:GetCallerIdentity');
    const { execution_id } = await app.call<{ execution_id: number }>('syncProvider', {
      params: { id: String(provider.id) },
    });
    expect(await app.finished(execution_id)).toMatchObject({ status: 'failed' });
    expect(await get(provider.id)).toMatchObject({ status: 'error', error_message: expect.any(String) });
    expect(await app.call('getResourceFacets', { query: {} })).toMatchObject({ total: before.total });
  });

  it('disconnects: the credentials go, the history stays, a sync is refused', async () => {
    const provider = await connect();
    await app.finished(provider.running_execution_id);
    await app.call('disconnectProvider', { params: { id: String(provider.id) } });
    expect(await storedCredentials(provider.id)).toBeUndefined();
    expect(await get(provider.id)).toMatchObject({ status: 'disconnected' });
    const kept = await app.call<{ meta: { total: number } }>('listResources', {
      query: { provider_id: String(provider.id) },
    });
    expect(kept.meta.total).toBeGreaterThan(100);
    await expect(app.call('syncProvider', { params: { id: String(provider.id) } })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('goes on where it ended when it is connected again: one provider, one copy, the old baselines', async () => {
    const first = await connect();
    await app.finished(first.running_execution_id);
    const page = { query: { per_page: '1' } };
    const before = await app.call<{ data: { id: number }[]; meta: { total: number } }>('listResources', page);
    const query = { query: { resource_id: String(before.data[0]?.id) } };
    const baselines = await app.call('listBaselines', query);
    await app.call('disconnectProvider', { params: { id: String(first.id) } });
    const again = await connect({ name: 'Acme again' });
    expect(again).toMatchObject({ id: first.id, name: 'Acme again', disconnected_at: null });
    const execution = await app.finished(again.running_execution_id);
    expect(execution).toMatchObject({ status: 'succeeded' });
    expect(execution.counts.created ?? 0).toBe(0);
    expect(await app.call('listResources', page)).toMatchObject({ meta: { total: before.meta.total } });
    expect(await app.call('listBaselines', query)).toEqual(baselines);
  });

  it('seals everything with the new key when keys are rotated, and names what it cannot open', async () => {
    const provider = await connect();
    await app.finished(provider.running_execution_id);
    const { name: _name, ...writer } = body(sandbox.writer);
    await app.call('grantWriteAccess', { params: { id: String(provider.id) }, body: writer });
    const [oldKey, newKey] = ['ab'.repeat(32), 'cd'.repeat(32)];
    const both = createSecretBox(newKey, [oldKey]);
    expect(await rotateCredentials({ db: app.db, secrets: both })).toEqual({ rotated: 2, failed: [] });
    const write = () => app.db.within(app.tenant.scope, (tx) => getWriteCredentials(tx, provider.id));
    const resealed = await write();
    expect(resealed?.keyId).toBe(both.currentKeyId);
    const opened = resealed === undefined ? '' : both.open(resealed, writeSealContext(provider.id));
    expect(JSON.parse(opened)).toMatchObject({ credentials: { accessKeyId: sandbox.writer.accessKeyId } });
    const sealed = await storedCredentials(provider.id);
    expect(sealed?.keyId).toBe(both.currentKeyId);
    const stranger = createSecretBox('ef'.repeat(32));
    const failed = await rotateCredentials({ db: app.db, secrets: stranger });
    expect(failed).toMatchObject({
      rotated: 0,
      failed: [{ providerId: provider.id }, { providerId: provider.id }],
    });
    expect((await storedCredentials(provider.id))?.keyId).toBe(both.currentKeyId);
    await rotateCredentials({ db: app.db, secrets: createSecretBox(oldKey, [newKey]) });
    await app.call('disconnectProvider', { params: { id: String(provider.id) } });
    expect([await storedCredentials(provider.id), await write()]).toEqual([undefined, undefined]);
  });

  describe('another organisation', () => {
    it('sees no provider of this one, whatever it asks', async () => {
      const provider = await connect();
      await app.finished(provider.running_execution_id);
      const other = await createTestTenant(app.db, 'Other');
      for (const operation of [
        'getProvider',
        'syncProvider',
        'listSyncRuns',
        'getProviderCoverage',
        'disconnectProvider',
      ]) {
        await expect(
          app.call(operation, { params: { id: String(provider.id) }, scope: other.scope }),
        ).rejects.toMatchObject({
          code: 'not_found',
        });
      }
    });
  });

  it('lets a viewer look and sync, as the role says', async () => {
    const member = await addTestMember(app.db, app.tenant, 'viewer');
    const routes = app.domain.routes.filter((route) => route.url.startsWith('/api/v1/providers'));
    const allowed = routes.filter((route) => member.scope.permissions.has(route.access as never));
    expect(
      allowed
        .filter((route) => route.method !== 'GET')
        .map((route) => route.operationId)
        .sort(),
    ).toEqual(['runPreflight', 'syncProvider']);
  });
});
