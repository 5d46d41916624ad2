import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type EventDelivery, eventDelivery } from './event-delivery.ts';
import { type Answer, openRemediationDesk, type RemediationDesk } from './remediation-desk.ts';

const name = 'halden-ml-training';
const type = 'aws-s3-block-public-access';
const guarded = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

describeOnEachEngine('what a remediation does to the alert of its finding', (openDatabase) => {
  let desk: RemediationDesk;
  let events: EventDelivery;

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => {
      const bucket = world.buckets.get(name);
      if (bucket !== undefined) bucket.publicAccessBlock = guarded;
    });
    const { scope } = desk.app.tenant;
    events = eventDelivery(desk.app, scope, ['drift-alerts', 'compliance-alerts', 'operation-alerts']);
    const enabled = await desk.call('enableFramework', { params: { id: 'cis-aws' }, body: {} });
    await desk.app.finished(enabled.execution_id);
    desk.clock.advance(3_600_000);
    desk.bucket(name).publicAccessBlock = { ...guarded, BlockPublicAcls: false };
    await desk.scan();
    const assessed = await desk.call('assessCompliance', { body: {} });
    await desk.app.finished(assessed.execution_id);
  });
  afterAll(() => desk?.close());

  const alert = async (): Promise<Answer> => {
    await events.deliver('together');
    const { data } = await desk.call('listAlerts', { query: { source: 'drift', status: 'all' } });
    return data.find((each: Answer) => each.resource.name === name);
  };

  it('it ends with the remediation, without another check, and is there again when that was taken back', async () => {
    const before = await alert();
    expect(before).toMatchObject({ status: 'open', control_ids: [expect.any(String)] });
    const { data } = await desk.call('listDrifts', { query: { resource_id: before.resource.id } });
    const waiting = await desk.ask({ finding_type: 'drift', finding_id: data[0].id, type });
    const done = await desk.approve(waiting);
    expect(done).toMatchObject({ status: 'completed', error: null });
    expect(await alert()).toMatchObject({
      status: 'resolved',
      resolution: 'cleared',
      resolution_note: 'the attribute equals its baseline again, and no control fails because of it any more',
      control_ids: [],
    });
    desk.clock.advance(60_000);
    await desk.call('rollbackRemediation', {
      params: { id: done.id },
      body: {},
      scope: desk.otherAdmin.scope,
    });
    expect(await desk.approve(await desk.settled(done.id))).toMatchObject({ status: 'rolled_back' });
    expect(await alert()).toMatchObject({ status: 'open', occurrences: 2, control_ids: before.control_ids });
  });
});
