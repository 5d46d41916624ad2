import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { type DriftDesk, type DriftView, openDriftDesk } from '../../../../test/drift-desk.ts';
import type { JsonObject } from '../../../core/json.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { createTestTenant } from '../../govern/tenancy/testing.ts';

const media = (more: JsonObject = {}) => ({
  name: 'media',
  configuration: { BucketName: 'media', VersioningConfiguration: { Status: 'Enabled' }, ...more },
});
const suspended = { VersioningConfiguration: { Status: 'Suspended' } };
const tagged = { Tags: [{ Key: 'team', Value: 'web' }] };
const outcomes = (drifts: DriftView[]) =>
  drifts.map(({ attribute, status, resolution_reason }) => [attribute, status, resolution_reason]).sort();

describeOnEachEngine('drift detection', (openDatabase) => {
  let app: Composed;
  let desk: DriftDesk;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    desk = await openDriftDesk(app, time);
  });
  const all = () => desk.drifts({ status: 'all' });
  const detail = (id: number) => desk.call<DriftView>('getDrift', { params: { id: String(id) } });

  it('finds nothing right after the first baseline', async () => {
    await desk.see('s3_bucket', [media()]);
    expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
    expect(await all()).toEqual([]);
  });

  it('opens one drift per attribute, with its event and its audit entry', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media({ ...suspended, ...tagged })]);
    expect((await desk.detect()).counts).toMatchObject({ evaluated: 1, opened: 2 });
    expect(outcomes(await all())).toEqual([
      ['Tags', 'detected', null],
      ['VersioningConfiguration', 'detected', null],
    ]);
    const events = await app.db.within(desk.scope, (tx) =>
      tx.sql.selectFrom('outbox_events').select('type').where('type', '=', 'drift.detected').execute(),
    );
    expect(events).toHaveLength(2);
    const audit = await app.db.within(desk.scope, (tx) =>
      listAuditEvents(tx, { action: 'drift.detected' }, { perPage: 10, offset: 0 }),
    );
    expect(audit.events).toHaveLength(2);
  });

  it('keeps one drift while it lasts, and follows what it says', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(tagged)]);
    await desk.detect();
    const [first] = await all();
    await desk.see('s3_bucket', [media({ Tags: [{ Key: 'team', Value: 'data' }] })]);
    expect((await desk.detect()).counts).toEqual({ evaluated: 1, still_open: 1 });
    const [same] = await all();
    expect(same).toMatchObject({ id: first?.id, detected_at: first?.detected_at });
    expect(same?.last_seen_at).toBe(time.now.toISOString());
    expect(JSON.stringify((await detail(same?.id ?? 0)).diff)).toContain('data');
  });

  it('resolves what was reverted, and opens a new one when it happens again', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(suspended)]);
    await desk.detect();
    await desk.see('s3_bucket', [media()]);
    expect((await desk.detect()).counts).toEqual({ evaluated: 1, resolved: 1 });
    await desk.see('s3_bucket', [media(suspended)]);
    expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
    expect(outcomes(await all())).toEqual([
      ['VersioningConfiguration', 'detected', null],
      ['VersioningConfiguration', 'resolved', 'reverted'],
    ]);
    expect(await verifyAuditLog(app.db, desk.scope)).toMatchObject({ verified: true });
  });

  it('is not hidden by a sync in between', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(suspended)]);
    await desk.see('s3_bucket', [media(suspended)]);
    expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
  });

  it('shows nothing of what only moves by itself or is filled in by the vendor', async () => {
    const instance = (more: JsonObject) => ({
      name: 'web',
      configuration: { InstanceType: 't3.small', ...more },
    });
    await desk.see('ec2_instance', [
      instance({ LaunchTime: '2026-01-01T00:00:00Z', PrivateDnsName: 'a', PrivateIp: '10.0.0.1' }),
    ]);
    await desk.see('ec2_instance', [
      instance({ LaunchTime: '2026-02-02T00:00:00Z', PrivateDnsName: 'b', PrivateIp: '10.0.0.2' }),
    ]);
    expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
  });

  describe('a path that could not be read', () => {
    const denied = {
      path: 'PublicAccessBlockConfiguration',
      reason: 'denied' as const,
      permission: 's3:GetBucketPublicAccessBlock',
    };
    const on = { PublicAccessBlockConfiguration: { BlockPublicAcls: true } };
    const off = { PublicAccessBlockConfiguration: { BlockPublicAcls: false } };

    it('opens no drift', async () => {
      await desk.see('s3_bucket', [media(on)]);
      await desk.see('s3_bucket', [{ ...media(), unreadable: [denied] }]);
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, with_unknown_parts: 1 });
      expect(await all()).toEqual([]);
    });

    it('resolves no drift either', async () => {
      await desk.see('s3_bucket', [media(on)]);
      await desk.see('s3_bucket', [media(off)]);
      await desk.detect();
      await desk.see('s3_bucket', [{ ...media(), unreadable: [denied] }]);
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, with_unknown_parts: 1 });
      expect(outcomes(await all())).toEqual([['PublicAccessBlockConfiguration', 'detected', null]]);
    });

    it('does not keep other changes from being seen', async () => {
      await desk.see('s3_bucket', [media(on)]);
      await desk.see('s3_bucket', [{ ...media(suspended), unreadable: [denied] }]);
      await desk.detect();
      expect(outcomes(await all())).toEqual([['VersioningConfiguration', 'detected', null]]);
    });

    it('that a baseline could not read is unknown, not a change, once it can be read', async () => {
      await desk.see('s3_bucket', [{ ...media(), unreadable: [denied] }]);
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, with_unknown_parts: 1 });
      await desk.see('s3_bucket', [media(off)]);
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, with_unknown_parts: 1 });
      expect(await all()).toEqual([]);
      const { execution_id } = await desk.call<{ execution_id: number }>('detectDrift', { body: {} });
      const said = async () => {
        const { log } = await desk.call<{ log: { message: string }[] }>('getExecution', {
          params: { id: String(execution_id) },
        });
        return log.map(({ message }) => message).join('\n');
      };
      await expect.poll(said, { timeout: 60_000 }).toContain('capture a new one to compare it (1 resources)');
      await desk.capture('media');
      expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
    });
  });

  it('invents nothing after a partial sync', async () => {
    const other = { ...media(), name: 'logs' };
    await desk.see('s3_bucket', [media(), other]);
    await desk.see('s3_bucket', [media()], { outcome: 'rate_limited', complete: false });
    expect((await desk.detect()).counts).toEqual({ evaluated: 2 });
    expect(await all()).toEqual([]);
  });

  it('ends the drifts of a resource that was deleted, and compares it when it is back', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(suspended)]);
    await desk.detect();
    await desk.account.observe('s3_bucket', []);
    expect((await desk.detect()).counts).toEqual({ evaluated: 0, resolved: 1 });
    expect(outcomes(await all())).toEqual([['VersioningConfiguration', 'resolved', 'resource_deleted']]);
    await desk.see('s3_bucket', [media(suspended)]);
    expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
  });

  it('says how many resources have no baseline and could not be compared', async () => {
    await desk.account.observe('s3_bucket', [media()]);
    expect((await desk.detect()).counts).toEqual({ evaluated: 0, without_baseline: 1 });
  });

  it('stops when it is told to, and claims no more than it compared', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(suspended)]);
    const { counts } = await desk.detect({ signal: AbortSignal.abort() });
    expect(counts).toEqual({ evaluated: 0 });
    expect(await all()).toEqual([]);
  });

  describe('limited to', () => {
    beforeEach(async () => {
      const logs = { ...media(), name: 'logs' };
      await desk.see('s3_bucket', [media(), logs]);
      await desk.see('s3_bucket', [media(suspended), { ...media(suspended), name: 'logs' }]);
    });

    it('one resource, leaves the others alone', async () => {
      const resourceId = await desk.account.idOf('media');
      expect((await desk.detect({ resourceId })).counts).toMatchObject({ evaluated: 1, opened: 1 });
      expect((await all()).map((drift) => drift.resource_name)).toEqual(['media']);
    });

    it('one provider, leaves the others alone', async () => {
      const none = await desk.detect({ providerId: desk.account.providerId + 1000 });
      expect(none.counts).toEqual({ evaluated: 0 });
      const { counts } = await desk.detect({ providerId: desk.account.providerId });
      expect(counts).toMatchObject({ evaluated: 2, opened: 2 });
    });

    it('an older baseline, tells the differences and changes no drift', async () => {
      const resourceId = await desk.account.idOf('media');
      const { data } = await desk.call<{ data: { id: number }[] }>('listBaselines', {
        query: { resource_id: resourceId },
      });
      await desk.detect();
      await desk.capture('media', { promote: true });
      await desk.see('s3_bucket', [
        media({ ...suspended, ...tagged }),
        { ...media(suspended), name: 'logs' },
      ]);
      await desk.detect();
      const before = await all();
      const { counts, lines } = await desk.detect({ resourceId, baselineId: data[0]?.id ?? 0 });
      expect(counts).toEqual({ evaluated: 1, differences: 2 });
      expect(lines.join('\n')).toContain('is not the newest of media, so no drift was opened or resolved');
      expect(await all()).toEqual(before);
      expect((await desk.detect()).counts).toEqual({ evaluated: 2, still_open: 2 });
    });

    it('the newest baseline by its id, works as without it', async () => {
      const resourceId = await desk.account.idOf('media');
      const { data } = await desk.call<{ data: { id: number }[] }>('listBaselines', {
        query: { resource_id: resourceId },
      });
      const { counts } = await desk.detect({ resourceId, baselineId: data[0]?.id ?? 0 });
      expect(counts).toMatchObject({ evaluated: 1, opened: 1 });
    });

    it('what does not exist or does not belong together, is refused by name', async () => {
      const resource_id = await desk.account.idOf('media');
      const ofLogs = await desk.capture('logs');
      const refusals: [object, object][] = [
        [{ provider_id: 999_999_999 }, { code: 'not_found', message: 'provider not found' }],
        [{ resource_id: 999_999_999 }, { code: 'not_found', message: 'resource not found' }],
        [{ baseline_id: ofLogs.id }, { code: 'invalid_input', details: [{ path: 'resource_id' }] }],
        [
          { resource_id, baseline_id: ofLogs.id },
          { code: 'not_found', message: 'baseline not found' },
        ],
      ];
      for (const [body, refusal] of refusals)
        await expect(desk.call('detectDrift', { body })).rejects.toMatchObject(refusal);
    });
  });

  it('shows nothing of it to another organisation', async () => {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(suspended)]);
    await desk.detect();
    const [drift] = await all();
    const { scope } = await createTestTenant(app.db, 'Other');
    const page = await app.call<{ data: object[] }>('listDrifts', { scope, query: { status: 'all' } });
    expect(page.data).toEqual([]);
    for (const operation of ['getDrift', 'resolveDrift'])
      await expect(app.call(operation, { scope, params: { id: String(drift?.id) } })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});
