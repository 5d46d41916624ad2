import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { bucket, testControls, testFrameworks } from '../../assess/compliance/testing/small-framework.ts';
import { catalogueFor, judgeAccount, listAccounts } from '../../assess/controls/index.ts';

type AlertView = {
  first_check: boolean;
  resolution_note: string | null;
  title: string;
  type: string;
  severity: string;
  status: string;
  occurrences: number;
};

describeOnEachEngine('alerts of compliance', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  let delivered: number;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: testFrameworks,
    });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
    delivered = 0;
  });

  const account = { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] };
  const trails = {
    type: 'cloudtrail_trail',
    resources: [{ name: 'all', configuration: { IsLogging: true } }],
  };
  const buckets = (...closed: boolean[]) => ({
    type: 's3_bucket',
    region: 'global',
    resources: closed.map((each, place) => bucket(`bucket-${place}`, each)),
  });

  /** What the dispatcher does, in reverse too: events come in no promised order. */
  async function deliver(order: 'as they came' | 'reversed' = 'as they came'): Promise<void> {
    const rows = await app.db.within(desk.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .selectAll()
        .where('organization_id', '=', desk.scope.organizationId)
        .where('id', '>', delivered)
        .orderBy('id')
        .execute(),
    );
    delivered = rows.at(-1)?.id ?? delivered;
    const subscriber = app.domain.subscribers.find(({ name }) => name === 'compliance-alerts');
    for (const row of order === 'reversed' ? rows.reverse() : rows) {
      if (subscriber?.types.includes(row.type) !== true) continue;
      const event: StoredEvent = {
        id: row.id,
        organizationId: row.organization_id,
        type: row.type,
        payload: row.payload as StoredEvent['payload'],
        at: row.created_at,
      };
      await subscriber.handle(event, new AbortController().signal);
    }
  }
  const alerts = async () =>
    (await desk.call<{ data: AlertView[] }>('listAlerts', { query: { status: 'all' } })).data.map(
      ({ title, type, severity, status, occurrences }) => [title, type, severity, status, occurrences],
    );
  const raised = (status: string, occurrences = 1) => [
    ['Control fails: Buckets are closed', 'compliance', 'critical', status, occurrences],
  ];

  it('raise one per control, however many resources fail and frameworks ask', async () => {
    await desk.sync(aws, [account, trails, buckets(false, false)]);
    await desk.enable('test', { version: '1.0' });
    await desk.enable('test');
    await deliver();
    expect(await alerts()).toEqual(raised('open', 2));
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('open', 2));
  });

  it('count a run once, although two frameworks tell of it', async () => {
    await desk.sync(aws, [account, trails, buckets(true)]);
    await desk.enable('test', { version: '1.0' });
    await desk.enable('test');
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.assess();
    await deliver('reversed');
    expect(await alerts()).toEqual(raised('open'));
  });

  it('resolve when the control passes, not when nobody can look, and open again', async () => {
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.enable('test');
    await deliver();
    await desk.sync(aws, [account, trails, { ...buckets(true), gaps: [{}] }]);
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('open'));
    await desk.sync(aws, [account, trails, buckets(true)]);
    await desk.assess();
    await deliver('reversed');
    expect(await alerts()).toEqual(raised('resolved'));
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('open', 2));
  });

  /** What the verification of a remediation does: the account is judged as it is now, and then its end is told. */
  async function verified(type = 'remediation.completed'): Promise<void> {
    const at = time.now;
    const controls = { controls: testControls, resourceTypes: app.domain.resourceTypes };
    const [[account], catalogue] = await app.db.within(desk.scope, async (tx) => [
      await listAccounts(tx, null),
      await catalogueFor(controls, tx),
    ]);
    if (account === undefined) throw new Error('there is no account');
    const { signal } = new AbortController();
    const deps = { db: app.db, clock: { now: () => at }, announce };
    await judgeAccount(deps, desk.scope, { account, catalogue, at, signal });
    await app.db.within(desk.scope, (tx) => announce(tx, { type, payload: { remediation_id: 1 } }));
    await deliver();
  }
  const view = async () =>
    (await desk.call<{ data: AlertView[] }>('listAlerts', { query: { status: 'all' } })).data[0];

  it('end as soon as a remediation was verified, and open again when the resource fails once more', async () => {
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.enable('test');
    await deliver();
    expect(await view()).toMatchObject({ status: 'open', first_check: true });
    await desk.sync(aws, [account, trails, buckets(true)]);
    await verified();
    expect(await view()).toMatchObject({
      status: 'resolved',
      resolution_note: 'no resource fails the control any more',
    });
    await desk.sync(aws, [account, trails, buckets(false)]);
    await verified('remediation.rolled_back');
    expect(await alerts()).toEqual(raised('open', 2));
    expect(await view()).toMatchObject({ first_check: false });
    await desk.sync(aws, [account, trails, buckets(true)]);
    await verified();
    expect(await alerts()).toEqual(raised('resolved', 2));
    // Between two assessments that both see it fail: the second tells of nothing new.
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.assess();
    await deliver('reversed');
    expect(await alerts()).toEqual(raised('open', 3));
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('open', 3));
  });

  it('stay after a remediation while another resource fails, or nobody could see them all', async () => {
    await desk.sync(aws, [account, trails, buckets(false, false)]);
    await desk.enable('test');
    await desk.sync(aws, [account, trails, buckets(true, false)]);
    await verified();
    expect(await alerts()).toEqual(raised('open'));
    await desk.sync(aws, [account, trails, { ...buckets(true, false), gaps: [{}] }]);
    await desk.assess();
    await desk.sync(aws, [account, trails, { ...buckets(true, true), gaps: [{}] }]);
    await verified();
    expect(await alerts()).toEqual(raised('open'));
  });

  it('open again for another resource, after a person resolved them', async () => {
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.enable('test');
    await deliver();
    const { data } = await desk.call<{ data: { id: number }[] }>('listAlerts');
    await desk.call('resolveAlert', { params: { id: String(data[0]?.id) } });
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('resolved'));
    await desk.sync(aws, [account, trails, buckets(false, false)]);
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('open', 2));
  });

  const told = async () => {
    const rows = await app.db.within(desk.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('payload')
        .where('organization_id', '=', desk.scope.organizationId)
        .where('type', '=', 'alert.updated')
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ payload }) => payload as { change: string; worse: boolean; description: string });
  };

  it('are heard of again when another resource begins to fail, though somebody looks after them', async () => {
    await desk.sync(aws, [account, trails, buckets(false, true)]);
    await desk.enable('test');
    await deliver();
    const { data } = await desk.call<{ data: { id: number }[] }>('listAlerts');
    await desk.call('acknowledgeAlert', { params: { id: String(data[0]?.id) } });
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual(raised('acknowledged'));
    await desk.sync(aws, [account, trails, buckets(false, true, false)]);
    await desk.assess();
    await deliver('reversed');
    expect(await alerts()).toEqual(raised('open'));
    expect((await told()).at(-1)).toMatchObject({ change: 'reopened', worse: true });
    expect((await told()).at(-1)?.description).toContain('1 more resource fails aws-s3-closed: bucket-2.');
    const before = (await told()).length;
    await desk.assess();
    await deliver();
    expect(await told()).toHaveLength(before);
    // What fails in an account that was just connected is known to nobody as a change.
    const another = await desk.account('another');
    await desk.sync(another, [account, trails, buckets(false)]);
    await desk.assess();
    await deliver();
    expect(await told()).toHaveLength(before);
  });

  it('of milder controls count that more resources fail, and wake nobody', async () => {
    const queues = (...names: string[]) => ({
      type: 'sqs_queue',
      resources: names.map((name) => ({ name, configuration: {} })),
    });
    await desk.sync(aws, [account, trails, queues('one')]);
    await desk.enable('test');
    await deliver();
    const { data } = await desk.call<{ data: { id: number }[] }>('listAlerts');
    await desk.call('acknowledgeAlert', { params: { id: String(data[0]?.id) } });
    await desk.sync(aws, [account, trails, queues('one', 'two')]);
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual([
      ['Control fails: Queues are encrypted', 'compliance', 'medium', 'acknowledged', 2],
    ]);
    expect((await told()).at(-1)).toMatchObject({ change: 'occurred', worse: false });
  });

  it('are no news of the first check only while nobody had seen the account before', async () => {
    await desk.sync(aws, [account, trails, buckets(true)]);
    await desk.enable('test');
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.assess();
    await deliver();
    expect(await view()).toMatchObject({ status: 'open', first_check: false });
  });

  it('resolve when the last framework that asks is disabled', async () => {
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.enable('test', { version: '1.0' });
    await desk.enable('test');
    await desk.call('disableFramework', { params: { id: 'test' }, query: { version: '1.0' } });
    await deliver();
    expect((await alerts())[0]?.[3]).toBe('open');
    await desk.call('disableFramework', { params: { id: 'test' } });
    await deliver();
    expect((await alerts())[0]?.[3]).toBe('resolved');
  });

  it('say nothing of what is repaired before they hear of it', async () => {
    await desk.sync(aws, [account, trails, buckets(false)]);
    await desk.enable('test');
    await desk.sync(aws, [account, trails, buckets(true)]);
    await desk.assess();
    await deliver();
    expect(await alerts()).toEqual([]);
  });
});
