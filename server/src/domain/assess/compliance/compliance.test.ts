import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { bucket, testControls, testFrameworks } from './testing/small-framework.ts';

describeOnEachEngine('compliance', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: testFrameworks,
    });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
  });

  const account = { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] };
  const trail = (logging: boolean) => ({
    type: 'cloudtrail_trail',
    resources: [{ name: 'all', configuration: { IsMultiRegionTrail: true, IsLogging: logging } }],
  });
  const buckets = (...resources: ReturnType<typeof bucket>[]) => ({
    type: 's3_bucket',
    region: 'global',
    resources,
  });
  const statusesOf = async (id: number) =>
    Object.fromEntries(Object.entries(await desk.results(id)).map(([key, { status }]) => [key, status]));

  it('assesses by itself when a framework is enabled, with the three numbers', async () => {
    await desk.sync(aws, [account, trail(true), buckets(bucket('open', false), bucket('closed', true))]);
    const assessment = await desk.enable('test');
    expect(assessment).toMatchObject({
      framework_version: '2.0',
      passed: 1,
      evaluated: 2,
      total: 6,
      score: 0.5,
      failed: 1,
      not_applicable: 1,
      manual: 1,
      not_automated: 1,
    });
    expect(await statusesOf(assessment.id)).toEqual({
      '1.1': 'fail',
      '1.2': 'pass',
      '1.3': 'not_applicable',
      '1.4': 'unknown',
      '2.1': 'manual',
      '2.2': 'not_automated',
    });
  });
});
