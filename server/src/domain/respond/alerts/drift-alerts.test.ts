import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Composed } from '../../../../test/composed.ts';
import { deliveries } from '../../../../test/event-delivery.ts';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { verifyAuditLog } from '../../govern/audit-log/index.ts';
import { raiseForgotten } from './drift-alerts.ts';
import { attribute, type CauseDesk, composeForCauses, openCauseDesk } from './testing/cause-desk.ts';

describeOnEachEngine('alerts of drifts', (openDatabase) => {
  let app: Composed;
  let desk: CauseDesk['desk'];
  let aws: CauseDesk['aws'];
  let events: CauseDesk['events'];
  let account: CauseDesk['account'];
  let trails: CauseDesk['trails'];
  let see: CauseDesk['see'];
  let capture: CauseDesk['capture'];
  let detect: CauseDesk['detect'];
  let list: CauseDesk['list'];
  let detail: CauseDesk['detail'];
  let standing: CauseDesk['standing'];
  let open: CauseDesk['open'];
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForCauses(await openDatabase(), time);
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    ({ desk, aws, events, account, trails, see, capture, detect, list, detail, standing, open } =
      await openCauseDesk(app, time));
  });

  it('are one per resource and attribute, say what changed, and count a drift once', async () => {
    await open();
    await detect();
    await events.deliver('twice');
    expect(await list()).toMatchObject([
      {
        title: expect.stringMatching(/^data: PublicAccessBlockConfiguration/),
        type: 'security',
        status: 'open',
        occurrences: 1,
        attribute,
        resource: { name: 'data', type: 's3_bucket' },
        provider: { id: aws, name: 'Acme' },
        source: { kind: 'drift' },
        evidence: { kind: 'drift' },
        control_ids: [],
      },
    ]);
    const [created, ...more] = await events.announced();
    expect(more).toEqual([]);
    expect(created).toMatchObject({
      type: 'alert.created',
      payload: {
        resource_name: 'data',
        resource_type: 's3_bucket',
        region: 'global',
        provider_id: aws,
        provider_name: 'Acme',
        provider_type: 'aws',
        control_ids: [],
        tags: {},
        muted: false,
        flapping: false,
        status: 'open',
        url_path: `/alerts/${(await list())[0]?.id}`,
      },
    });
    expect(await verifyAuditLog(app.db, desk.scope)).toMatchObject({ verified: true });
  });

  describe('what several controls and frameworks forbid', () => {
    it.each(deliveries)('is one alert with their mappings, when events come %s', async (how) => {
      await see({ data: true });
      await capture('data');
      await desk.enable('test');
      await desk.enable('other');
      await see({ data: false });
      await detect();
      await desk.assess();
      await events.deliver(how);
      expect(await standing()).toEqual([
        {
          about: 'data',
          status: 'open',
          occurrences: 1,
          control_ids: ['aws-s3-closed', 'aws-s3-private'],
        },
      ]);
      const alert = await detail();
      expect(alert.severity).toBe('critical');
      expect(
        alert.mappings.map(({ control_id, requirements }) => [
          control_id,
          requirements.map(({ framework_id }) => framework_id),
        ]),
      ).toEqual([
        ['aws-s3-closed', ['other', 'test']],
        ['aws-s3-private', ['other']],
      ]);
    });

    it('is told of once, with the controls, when the check ran before the alert was raised', async () => {
      await open();
      await desk.enable('other');
      await detect();
      await events.deliver();
      const told = await events.announced();
      expect(told.map(({ type }) => type)).toEqual(['alert.created']);
      expect(told[0]?.payload).toMatchObject({
        severity: 'critical',
        control_ids: ['aws-s3-closed', 'aws-s3-private'],
      });
    });

    it('leaves the alert of the control when the drift is found after the check was told of', async () => {
      await open();
      await desk.enable('test');
      await events.deliver();
      expect(await standing()).toMatchObject([{ about: 'aws-s3-closed', status: 'open' }]);
      await detect();
      await events.deliver();
      expect(await standing()).toMatchObject([
        { about: 'aws-s3-closed', status: 'resolved' },
        { about: 'data', status: 'open', control_ids: ['aws-s3-closed'] },
      ]);
      expect(await detail({ source: 'control' })).toMatchObject({
        resolution: 'cleared',
        resolution_note: 'every resource that fails has an alert about what changed on it',
      });
    });

    it('leaves the resources that fail without a change to the alert of the control', async () => {
      await see({ data: true, old: false });
      await capture('data', 'old');
      await see({ data: false, old: false });
      await detect();
      await desk.enable('test');
      await events.deliver();
      expect(await standing()).toMatchObject([
        { about: 'aws-s3-closed', status: 'open' },
        { about: 'data', status: 'open', control_ids: ['aws-s3-closed'] },
      ]);
      expect(await detail({ source: 'control' })).toMatchObject({
        description: expect.stringContaining('1 resource fails aws-s3-closed: old.'),
        resource: { name: 'old' },
        provider: { id: aws },
        resources: [{ name: 'old' }],
      });
    });

    it('does not take what failed before the attribute changed', async () => {
      await see({ data: false });
      await capture('data');
      await desk.enable('test');
      await see({ data: { [attribute]: { BlockPublicAcls: false } } });
      await detect();
      await desk.assess();
      await events.deliver('reversed');
      expect(await standing()).toMatchObject([
        { about: 'aws-s3-closed', status: 'open' },
        { about: 'data', status: 'open', control_ids: [] },
      ]);
    });
  });

  describe('are resolved', () => {
    it.each(deliveries)('when the drift and its findings are over, when events come %s', async (how) => {
      await open();
      await detect();
      await desk.enable('test');
      await events.deliver(how);
      await see({ data: true });
      await detect();
      await events.deliver(how);
      // Nobody has judged the bucket again.
      expect(await standing()).toMatchObject([{ about: 'data', status: 'open' }]);
      await desk.assess();
      await events.deliver(how);
      const alert = await detail();
      expect(alert).toMatchObject({
        status: 'resolved',
        resolution: 'cleared',
        resolution_note:
          'the attribute equals its baseline again, and no control fails because of it any more',
        mappings: [{ control_id: 'aws-s3-closed', ended_at: expect.any(String) }],
      });
      expect(alert.history.map(({ change }) => change)).toEqual(['resolved', 'unmapped', 'mapped', 'raised']);
    });

    it('not while a control still fails because of a change that was accepted', async () => {
      await open();
      await detect();
      await desk.enable('test');
      await events.deliver();
      const [drift] = (await detail()).related.open_drifts;
      await desk.call('resolveDrift', { params: { id: String(drift?.id) }, body: { reason: 'accepted' } });
      await events.deliver();
      expect(await standing()).toMatchObject([{ status: 'open', control_ids: ['aws-s3-closed'] }]);
      await desk.call('disableFramework', { params: { id: 'test' } });
      await events.deliver();
      expect(await standing()).toMatchObject([{ status: 'resolved' }]);
    });

    it('at once when the drift was over before anybody heard of it', async () => {
      await open();
      await detect();
      await see({ data: true });
      await detect();
      await events.deliver('reversed');
      expect(await standing()).toMatchObject([{ about: 'data', status: 'resolved', occurrences: 1 }]);
      expect((await events.announced()).map(({ type, payload }) => [type, payload.status])).toEqual([
        ['alert.created', 'open'],
        ['alert.resolved', 'resolved'],
      ]);
    });

    it('when the record of the resource is deleted', async () => {
      await open();
      await detect();
      await desk.enable('test');
      await events.deliver();
      await desk.sync(aws, [account, trails, { type: 's3_bucket', region: 'global' }]);
      await desk.call('deleteResourceRecord', { params: { id: String(await desk.idOf('data')) } });
      await desk.assess();
      await events.deliver();
      expect(await detail({ source: 'drift' })).toMatchObject({
        status: 'resolved',
        resource: { id: null, name: 'data' },
      });
    });
  });

  it('are raised after all when the queue gave their message up, and only once', async () => {
    await open();
    await detect();
    const deps = { db: app.db, clock: { now: () => time.now }, announce };
    expect(await raiseForgotten(deps)).toBe(0);
    await app.db.asSystem(systemScope('the test lets time pass'), (tx) =>
      tx.sql
        .updateTable('outbox_events')
        .set({ dispatched_at: new Date(time.now.getTime() - 3_600_000) })
        .where('organization_id', '=', desk.scope.organizationId)
        .execute(),
    );
    expect(await raiseForgotten(deps)).toBe(1);
    expect(await raiseForgotten(deps)).toBe(0);
    expect(await standing()).toMatchObject([{ about: 'data', status: 'open', occurrences: 1 }]);
  });

  it('open again with their history when the attribute drifts again', async () => {
    await open();
    await detect();
    await events.deliver();
    await see({ data: true });
    await detect();
    await events.deliver();
    await see({ data: false });
    await detect();
    await events.deliver();
    const alert = await detail();
    expect(alert).toMatchObject({ status: 'open', occurrences: 2, resolution: null, flapping: false });
    expect(alert.history.map(({ change }) => change)).toEqual(['reopened', 'resolved', 'raised']);
    expect(await list()).toHaveLength(1);
  });
});
