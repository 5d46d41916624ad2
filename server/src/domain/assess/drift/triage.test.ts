import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { type DriftDesk, type DriftView, openDriftDesk } from '../../../../test/drift-desk.ts';
import type { JsonObject } from '../../../core/json.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { addTestMember } from '../../govern/tenancy/testing.ts';

const media = (more: JsonObject = {}) => ({
  name: 'media',
  configuration: { BucketName: 'media', VersioningConfiguration: { Status: 'Enabled' }, ...more },
});
const suspended = { VersioningConfiguration: { Status: 'Suspended' } };
const tags = (...pairs: [string, string][]) => ({ Tags: pairs.map(([Key, Value]) => ({ Key, Value })) });
const day = 86_400_000;

describeOnEachEngine('a person who looks at drifts', (open) => {
  let app: Composed;
  let desk: DriftDesk;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  beforeAll(async () => {
    app = await composeForTests(await open(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    desk = await openDriftDesk(app, time);
  });

  const params = (drift: { id: number }) => ({ params: { id: String(drift.id) } });
  const resolve = (drift: DriftView, body: object = {}) =>
    desk.call<DriftView>('resolveDrift', { ...params(drift), body });
  const move = (drift: DriftView, status: string) =>
    desk.call<DriftView>('updateDrift', { ...params(drift), body: { status } });
  async function onlyDrift(changed: JsonObject = suspended): Promise<DriftView> {
    await desk.see('s3_bucket', [media()]);
    await desk.see('s3_bucket', [media(changed)]);
    await desk.detect();
    const [drift] = await desk.drifts();
    if (drift === undefined) throw new Error('the scan found nothing');
    return drift;
  }

  describe('takes a drift', () => {
    it('into investigation, gives it back, and ends it', async () => {
      const drift = await onlyDrift();
      expect(await move(drift, 'acknowledged')).toMatchObject({ status: 'investigating' });
      expect((await desk.drifts({ status: 'investigating' })).map(({ id }) => id)).toEqual([drift.id]);
      expect(await move(drift, 'detected')).toMatchObject({ status: 'detected' });
      const ended = await move(drift, 'resolved');
      expect(ended).toMatchObject({ status: 'resolved', resolution_reason: 'manual' });
      expect(ended.timeline.length).toBeGreaterThanOrEqual(4);
      const { events } = await app.db.within(desk.scope, (tx) =>
        listAuditEvents(tx, { action: 'drift.status_changed' }, { perPage: 10, offset: 0 }),
      );
      expect(events).toHaveLength(2);
    });

    it('that is resolved no more', async () => {
      const drift = await onlyDrift();
      await resolve(drift);
      for (const status of ['detected', 'investigating', 'acknowledged'])
        await expect(move(drift, status)).rejects.toMatchObject({
          code: 'unprocessable',
          details: [{ path: 'status' }],
        });
      await expect(resolve(drift)).rejects.toMatchObject({ code: 'unprocessable' });
    });

    it('that was investigated stays so while the scan sees it again', async () => {
      const drift = await onlyDrift();
      await move(drift, 'investigating');
      await desk.detect();
      expect(await desk.drifts()).toMatchObject([{ id: drift.id, status: 'investigating' }]);
    });
  });

  describe('resolves a drift', () => {
    it('with a new baseline, which ends it for good', async () => {
      const drift = await onlyDrift();
      const resolved = await resolve(drift, { capture_baseline: true, note: 'agreed with the team' });
      expect(resolved).toMatchObject({
        resolution_reason: 'baseline_updated',
        resolution_note: 'agreed with the team',
      });
      const { data } = await desk.call<{ data: { source: string; is_active: boolean }[] }>('listBaselines', {
        query: { resource_id: drift.resource_id },
      });
      expect(data[0]).toMatchObject({ source: 'post_resolve', is_active: true });
      expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
      const events = await app.db.within(desk.scope, (tx) =>
        tx.sql.selectFrom('outbox_events').select('type').where('type', '=', 'drift.resolved').execute(),
      );
      expect(events).toHaveLength(1);
      expect(await verifyAuditLog(app.db, desk.scope)).toMatchObject({ verified: true });
    });

    it('by hand without a change, and it comes back with the next scan', async () => {
      const drift = await onlyDrift();
      await resolve(drift);
      expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
      expect((await desk.drifts())[0]?.id).not.toBe(drift.id);
    });

    it.each(['accepted', 'false_positive'])(
      'as %s, and it is quiet until the facts change',
      async (reason) => {
        const drift = await onlyDrift();
        await resolve(drift, { reason });
        expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
        await desk.see('s3_bucket', [media({ VersioningConfiguration: { Status: 'Suspended', MFA: 'x' } })]);
        expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
      },
    );

    it('as accepted through an API key, which counts as the person behind it', async () => {
      const drift = await onlyDrift();
      const { actor } = desk.scope;
      if (actor.kind !== 'user') throw new Error('the owner is a user');
      const key = { kind: 'api_key' as const, id: 1, userId: actor.id, label: 'pipeline' };
      await app.call('resolveDrift', {
        ...params(drift),
        body: { reason: 'accepted' },
        scope: { ...desk.scope, actor: key } as typeof desk.scope,
      });
      expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
    });

    it('as accepted, and the same change after a revert is told again', async () => {
      const drift = await onlyDrift();
      await resolve(drift, { reason: 'accepted' });
      await desk.see('s3_bucket', [media({ ...suspended, ...tags(['a', 'b']) })]);
      await desk.detect();
      expect((await desk.drifts()).map(({ attribute }) => attribute)).toEqual(['Tags']);
    });
  });

  describe('hides changes by a rule', () => {
    const rule = (more: object = {}) =>
      desk.call<{ id: number }>('createDriftRule', {
        body: { path_pattern: 'Tags[cost-centre]', reason: 'finance sets it', ...more },
      });
    const costCentre = tags(['cost-centre', '42']);

    it('that says beforehand what it would hide', async () => {
      const drift = await onlyDrift(tags(['cost-centre', '42'], ['owner', 'x']));
      const preview = (body: object) => desk.call<object>('previewDriftRule', { body });
      const part = await preview({ path_pattern: 'Tags[cost-centre]', reason: 'finance' });
      expect(part).toMatchObject({
        matching_drifts: 1,
        hidden_drifts: 0,
        items: [{ drift_id: drift.id, hides_whole_drift: false }],
      });
      expect(await preview({ path_pattern: 'Tags', reason: 'noise' })).toMatchObject({ hidden_drifts: 1 });
      expect(
        await preview({ path_pattern: 'Tags', reason: 'noise', resource_type: 'ec2_instance' }),
      ).toMatchObject({ matching_drifts: 0 });
      expect((await desk.call<{ data: object[] }>('listDriftRules')).data).toEqual([]);
    });

    it('and the open drift ends with the rule named', async () => {
      const drift = await onlyDrift(costCentre);
      const { id } = await rule();
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, resolved: 1 });
      const resolved = await desk.call<DriftView>('getDrift', params(drift));
      expect(resolved).toMatchObject({ status: 'resolved', resolution_reason: 'accepted' });
      expect(resolved.resolution_note).toContain(`rule ${id}`);
      expect((await desk.detect()).counts).toEqual({ evaluated: 1 });
    });

    it('and sees them again when the rule has expired', async () => {
      await onlyDrift(costCentre);
      await rule({ expires_at: new Date(time.now.getTime() + day).toISOString() });
      await desk.detect();
      expect(await desk.drifts()).toEqual([]);
      time.now = new Date(time.now.getTime() + 2 * day);
      expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
      const { data } = await desk.call<{ data: object[] }>('listDriftRules');
      expect(data).toMatchObject([{ expired: true }]);
    });

    it('and sees them again when the rule is deleted', async () => {
      await onlyDrift(costCentre);
      const { id } = await rule();
      await desk.detect();
      await desk.call('deleteDriftRule', { params: { id: String(id) } });
      expect((await desk.detect()).counts).toMatchObject({ opened: 1 });
    });

    it('of the path and of nothing else', async () => {
      await onlyDrift({ ...tags(['cost-centre', '42'], ['owner', 'x']), ...suspended });
      await rule();
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, still_open: 2 });
      const kept = (await desk.drifts()).find(({ attribute }) => attribute === 'Tags');
      const { diff } = await desk.call<DriftView>('getDrift', params(kept as DriftView));
      expect(diff.map(({ path }) => path)).toEqual(['Tags[owner]']);
    });

    it('of one resource or one type only', async () => {
      const drift = await onlyDrift(costCentre);
      await rule({ resource_type: 'ec2_instance' });
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, still_open: 1 });
      await rule({ resource_id: drift.resource_id, resource_type: 's3_bucket' });
      expect((await desk.detect()).counts).toEqual({ evaluated: 1, resolved: 1 });
    });

    it.each([
      ['an unknown type', { resource_type: 'toaster' }, 'resource_type'],
      ['an unknown resource', { resource_id: 999_999_999 }, 'resource_id'],
      ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
      ['a path that is everything', { path_pattern: '**' }, 'path_pattern'],
    ])('and not with %s', async (_, more, path) => {
      await expect(rule(more)).rejects.toMatchObject({ code: 'invalid_input', details: [{ path }] });
    });
  });

  it('looks at the totals by severity, status and type', async () => {
    await onlyDrift({ ...suspended, ...tags(['a', 'b']) });
    const [first] = await desk.drifts();
    await resolve(first as DriftView);
    expect(await desk.call<object>('getDriftSummary')).toMatchObject({
      total: 2,
      open: 1,
      by_status: { detected: 1, resolved: 1 },
    });
  });

  it('changes nothing as a viewer or an auditor', async () => {
    const changing = app.domain.routes.filter(
      ({ url, method, operationId }) =>
        /\/api\/v1\/drift/.test(url) &&
        method !== 'GET' &&
        !['detectDrift', 'previewDriftRule'].includes(operationId),
    );
    expect(changing.length).toBeGreaterThanOrEqual(4);
    for (const role of ['viewer', 'auditor'] as const) {
      const { scope } = await addTestMember(app.db, desk.tenant, role);
      for (const { access } of changing) expect(scope.permissions.has(access as never)).toBe(false);
    }
  });
});
