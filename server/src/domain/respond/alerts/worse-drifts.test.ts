import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Composed } from '../../../../test/composed.ts';
import { deliveries } from '../../../../test/event-delivery.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { alertRetention } from './retention.ts';
import { attribute, type CauseDesk, composeForCauses, openCauseDesk } from './testing/cause-desk.ts';

const guards = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
/** A bucket of whose guards so many are off. */
const open = (count: number) => ({
  [attribute]: Object.fromEntries(guards.map((guard, place) => [guard, place >= count])),
});
const encrypted = (algorithm: string) => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [
      {
        ServerSideEncryptionByDefault: {
          SSEAlgorithm: algorithm,
          ...(algorithm === 'aws:kms' ? { KMSMasterKeyID: 'key-1' } : {}),
        },
      },
    ],
  },
});

describeOnEachEngine('drifts that become worse', (openDatabase) => {
  let app: Composed;
  let desk: CauseDesk;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForCauses(await openDatabase(), time);
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    desk = await openCauseDesk(app, time);
  });

  const act = (operation: string, body?: object) =>
    desk.list({ status: 'open,acknowledged' }).then(([first]) =>
      desk.desk.call(operation, {
        params: { id: String(first?.id) },
        ...(body === undefined ? {} : { body }),
      }),
    );
  const become = async (state: object, how: (typeof deliveries)[number] = 'as they came') => {
    await desk.see({ data: state });
    await desk.detect();
    await desk.events.deliver(how);
  };
  const begin = async (before: object, after: object) => {
    await desk.see({ data: before });
    await desk.capture('data');
    await become(after);
    await desk.events.announced();
  };
  const told = async () =>
    (await desk.events.announced()).map(({ type, payload }) => [type, payload.change, payload.worse]);
  const audited = async (action: string) =>
    (
      await app.db.within(desk.desk.scope, (tx) =>
        listAuditEvents(tx, { action }, { perPage: 10, offset: 0 }),
      )
    ).events.length;

  it.each(deliveries)('are told of once, in the words of now, when events come %s', async (how) => {
    await begin(open(0), open(1));
    await become(open(2), how);
    expect(await told()).toEqual([['alert.updated', 'worsened', true]]);
    const alert = await desk.detail();
    expect(alert).toMatchObject({
      status: 'open',
      occurrences: 1,
      worsened_at: time.now.toISOString(),
      last_occurred_at: time.now.toISOString(),
    });
    expect(alert.title).toContain('1 more');
    expect(alert.history.map(({ change }) => change)).toEqual(['worsened', 'raised']);
    const { data } = await desk.desk.call<{ data: object[] }>('listDrifts');
    expect(data).toMatchObject([{ worsened_at: time.now.toISOString() }]);
    expect([await audited('drift.worsened'), await audited('alert.worsened')]).toEqual([1, 1]);
    await become(open(2), how);
    expect(await told()).toEqual([]);
    expect(await verifyAuditLog(app.db, desk.desk.scope)).toMatchObject({ verified: true });
  });

  it('follow what the drift says when it is less, and say nothing of what was known', async () => {
    await begin(open(0), open(2));
    await become(open(1));
    expect((await desk.detail()).title).not.toContain('more');
    await become(open(2));
    expect((await desk.detail()).title).toContain('1 more');
    expect(await told()).toEqual([]);
  });

  it('raise the severity of their alert, which does not fall while it is open', async () => {
    await begin(encrypted('aws:kms'), encrypted('AES256'));
    expect((await desk.detail()).severity).toBe('high');
    await become({});
    expect(await told()).toEqual([['alert.updated', 'worsened', true]]);
    expect((await desk.detail()).severity).toBe('critical');
    await become(encrypted('AES256'));
    expect((await desk.detail()).severity).toBe('critical');
    expect(await told()).toEqual([]);
  });

  it('open an alert again that somebody looks after, and end that nobody hears of it', async () => {
    await begin(open(0), open(1));
    await act('acknowledgeAlert');
    await act('muteAlert', { days: 30 });
    await desk.events.announced();
    await become(open(2));
    expect(
      (await desk.events.announced()).map(({ payload }) => [payload.change, payload.worse, payload.muted]),
    ).toEqual([['reopened', true, false]]);
    const alert = await desk.detail();
    expect(alert).toMatchObject({ status: 'open', muted: false, occurrences: 1 });
    expect(alert.history.map(({ change }) => change)).toEqual([
      'reopened',
      'unmuted',
      'muted',
      'acknowledged',
      'raised',
    ]);
  });

  it('open an alert again that a person resolved, for other facts', async () => {
    await begin(open(0), open(1));
    await act('resolveAlert');
    await become(open(1));
    expect((await desk.detail()).status).toBe('resolved');
    await become(open(2));
    expect(await desk.detail()).toMatchObject({ status: 'open', occurrences: 2, resolution: null });
  });

  it('keep an alert that a person resolved, for as long as they can become worse', async () => {
    await begin(open(0), open(1));
    await act('resolveAlert');
    const old = () =>
      app.db.within(desk.desk.scope, (tx) =>
        alertRetention.count(tx, new Date(time.now.getTime() + 3_600_000)),
      );
    expect(await old()).toBe(0);
    await become(open(0));
    expect(await old()).toBe(1);
  });

  it('say nothing more than that they are there, when the alert comes later than that', async () => {
    await desk.see({ data: open(0) });
    await desk.capture('data');
    await desk.see({ data: open(1) });
    await desk.detect();
    await become(open(2));
    expect(await told()).toEqual([['alert.created', undefined, undefined]]);
    expect((await desk.detail()).title).toContain('1 more');
  });

  describe('again and again', () => {
    it('flap, and are announced once an hour then', async () => {
      await begin(open(0), open(1));
      for (const count of [2, 3, 4]) await become(open(count));
      expect(await desk.detail()).toMatchObject({ flapping: true, occurrences: 1 });
      expect(await told()).toEqual(Array(3).fill(['alert.updated', 'worsened', true]));
    });
  });
});
