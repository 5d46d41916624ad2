import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { addTestMember } from '../../govern/tenancy/testing.ts';
import { bucket, bucketClosed, testControls, testFrameworks } from './testing/small-framework.ts';

describeOnEachEngine('what people decide, in an assessment', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
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
  });

  const buckets = (...names: string[]) => ({
    type: 's3_bucket',
    region: 'global',
    resources: names.map((name) => bucket(name, false)),
  });
  const later = (days: number) => new Date(time.now.getTime() + days * 86_400_000).toISOString();

  it('an accepted failure is evaluated and not passed, until its time is over', async () => {
    await desk.sync(aws, [buckets('one')]);
    await desk.enable('test');
    const { id } = await desk.call<{ id: number }>('requestException', {
      body: {
        control_id: bucketClosed.id,
        resource_id: await desk.idOf('one'),
        reason: 'It is a public website.',
        owner: 'Web team',
        expires_at: later(10),
      },
    });
    const approver = await addTestMember(app.db, desk.tenant, 'approver');
    await desk.call('approveException', { params: { id: String(id) }, body: {}, scope: approver.scope });
    await desk.assess();
    const accepted = await desk.latest();
    expect(accepted).toMatchObject({ passed: 0, evaluated: 1, excepted: 1, failed: 0, newly_passing: [] });
    expect((await desk.results(accepted.id))['1.1']).toMatchObject({
      status: 'excepted',
      controls: [{ counts: { fail: 0, excepted: 1 }, resources: [{ status: 'excepted' }] }],
    });
    time.now = new Date(later(11));
    await desk.assess();
    expect(await desk.latest()).toMatchObject({ excepted: 0, failed: 1, newly_failing: [bucketClosed.id] });
  });

  it('an attested requirement is counted by itself', async () => {
    await desk.sync(aws, [buckets()]);
    await desk.enable('test');
    await desk.call('createAttestation', {
      body: {
        framework_id: 'test',
        requirement_id: '2.1',
        statement: 'The list of people was looked through and is right.',
        valid_until: later(30),
      },
    });
    await desk.assess();
    const assessment = await desk.latest();
    expect(assessment).toMatchObject({ manual: 0, attested: 1, evaluated: 0 });
    expect((await desk.results(assessment.id))['2.1']?.status).toBe('attested');
  });

  it('a control of their own is judged like the others, without any framework', async () => {
    await desk.sync(aws, [buckets('one', 'two')]);
    await desk.call('createCustomControl', {
      body: {
        id: 'custom-bucket-one',
        title: 'Buckets are called one',
        resource_types: ['s3_bucket'],
        check: 'configuration.BucketName == "one"',
        severity: 'low',
        category: 'governance',
        risk: 'Other names are hard to remember for a suite.',
      },
    });
    expect(await desk.assess()).toMatchObject({ status: 'succeeded' });
    const { data } = await desk.call<{ data: object[] }>('listControls', { query: { custom: 'true' } });
    expect(data).toEqual([
      expect.objectContaining({
        id: 'custom-bucket-one',
        custom: true,
        status: 'fail',
        counts: expect.objectContaining({ pass: 1, fail: 1 }),
      }),
    ]);
  });
});
