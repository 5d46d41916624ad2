import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { deliveries, type EventDelivery, eventDelivery } from '../../../../test/event-delivery.ts';
import { notedReport } from '../../../../test/observed-account.ts';
import { fail, pass } from '../../../core/verdict.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import {
  bucket,
  bucketClosed,
  testControls,
  testFrameworks,
} from '../../assess/compliance/testing/small-framework.ts';
import { detectDrift } from '../../assess/drift/index.ts';
import { verifyAuditLog } from '../../govern/audit-log/index.ts';

type AlertView = {
  id: number;
  title: string;
  type: string;
  severity: string;
  status: string;
  occurrences: number;
  attribute: string | null;
  source: { kind: string; key: string | null };
  resource: { name: string } | null;
  control_ids: string[];
  resolution: string | null;
  resolution_note: string | null;
  flapping: boolean;
  mappings: { control_id: string; ended_at: string | null; requirements: { framework_id: string }[] }[];
  related: { open_drifts: { id: number; summary: string }[] };
  history: { change: string; note: string | null }[];
};

const attribute = 'PublicAccessBlockConfiguration';

/** A second control that the same attribute decides. */
const bucketPrivate = {
  ...bucketClosed,
  id: 'aws-s3-private',
  title: 'Buckets are private',
  severity: 'high',
  evaluate: (configuration: { PublicAccessBlockConfiguration?: unknown }) =>
    configuration.PublicAccessBlockConfiguration === undefined
      ? fail('Nothing keeps it private.', attribute)
      : pass('It is private.'),
} as unknown as AnyControl;

const frameworks = [
  ...testFrameworks,
  ...testFrameworks.slice(0, 1).map((framework) => ({
    ...framework,
    id: 'other',
    title: 'Other framework',
    requirements: [
      { id: 'A', title: 'Nobody sees', category: 'one', controls: [bucketClosed.id, bucketPrivate.id] },
    ],
  })),
];

describeOnEachEngine('alerts of drifts', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  let events: EventDelivery;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: [...testControls, bucketPrivate],
      frameworks,
    });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
    events = eventDelivery(app, desk.scope, ['drift-alerts', 'compliance-alerts']);
  });

  const account = { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] };
  const trails = {
    type: 'cloudtrail_trail',
    resources: [{ name: 'all', configuration: { IsLogging: true } }],
  };
  const see = (buckets: Record<string, boolean | object>) =>
    desk.sync(aws, [
      account,
      trails,
      {
        type: 's3_bucket',
        region: 'global',
        resources: Object.entries(buckets).map(([name, state]) =>
          typeof state === 'boolean'
            ? bucket(name, state)
            : { name, configuration: { BucketName: name, ...state } },
        ),
      },
    ]);
  const capture = async (...names: string[]) => {
    for (const name of names)
      await desk.call('createBaseline', { body: { resource_id: await desk.idOf(name) } });
  };
  const detect = async () => {
    const { db } = app;
    const deps = { db, clock: { now: () => time.now }, announce, resourceTypes: app.domain.resourceTypes };
    const signal = new AbortController().signal;
    const report = notedReport();
    await detectDrift({ ...deps, requiredTags: [] }, desk.scope, { executionId: 1, signal, report });
  };
  const list = async (query: object = {}) =>
    (await desk.call<{ data: AlertView[] }>('listAlerts', { query: { status: 'all', ...query } })).data;
  const detail = async (query: object = {}) => {
    const [first] = await list(query);
    return await desk.call<AlertView>('getAlert', { params: { id: String(first?.id) } });
  };
  const standing = async () =>
    (await list())
      .map(({ source, resource, status, occurrences, control_ids }) => ({
        about: source.key ?? resource?.name,
        status,
        occurrences,
        control_ids,
      }))
      .sort((a, b) => String(a.about).localeCompare(String(b.about)));
  /** A closed bucket that is opened. */
  const open = async () => {
    await see({ data: true });
    await capture('data');
    await see({ data: false });
  };

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

  it('flap when they open four times in a day, and then tell of it once an hour', async () => {
    await open();
    for (let round = 0; round < 4; round++) {
      await see({ data: false });
      await detect();
      await events.deliver();
      if (round === 3) break;
      await see({ data: true });
      await detect();
      await events.deliver();
    }
    expect(await list({ flapping: 'true' })).toMatchObject([
      { flapping: true, status: 'open', occurrences: 4 },
    ]);
    await events.announced();
    const soon = async (closed: boolean) => {
      time.now = new Date(time.now.getTime() - 3_600_000 + 60_000);
      await see({ data: closed });
      await detect();
      await events.deliver();
    };
    await soon(true);
    await soon(false);
    await soon(true);
    expect((await events.announced()).map(({ type }) => type)).toEqual([]);
    expect(await list()).toMatchObject([{ status: 'resolved', occurrences: 5 }]);
  });

  describe('that a person resolved', () => {
    it('name the drift that stays open, and stay resolved while it stays the same', async () => {
      await open();
      await detect();
      await events.deliver();
      const { id } = await detail();
      const answer = await desk.call<AlertView>('resolveAlert', { params: { id: String(id) } });
      expect(answer.related.open_drifts).toMatchObject([{ status: 'detected', severity: 'critical' }]);
      await detect();
      await events.deliver();
      expect(await standing()).toMatchObject([{ status: 'resolved', occurrences: 1 }]);
    });

    it('take what began to fail before, and open again for what begins to fail afterwards', async () => {
      await open();
      await desk.enable('test');
      await detect();
      await events.deliver();
      const { id } = await detail({ source: 'drift' });
      await desk.call('resolveAlert', { params: { id: String(id) } });
      // It has been failing all the time; only nobody asked.
      await desk.enable('other');
      await events.deliver();
      expect(await detail({ source: 'drift' })).toMatchObject({
        status: 'resolved',
        control_ids: ['aws-s3-closed', 'aws-s3-private'],
      });
      expect(await list({ status: 'open' })).toEqual([]);
    });
  });
});
