import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { bucket, bucketClosed, testControls, testFrameworks } from './testing/small-framework.ts';

describeOnEachEngine('compliance for people', (openDatabase) => {
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
  const open = buckets(bucket('open', false), bucket('closed', true));
  const state = [account, trail(true), open];

  type Control = { id: string; status: string; counts: Record<string, number> };

  it('lists controls with how they stand, and their resources with evidence', async () => {
    await desk.sync(aws, state);
    await desk.enable('test');
    const { data } = await desk.call<{ data: Control[] }>('listControls', { query: { status: 'fail' } });
    expect(data).toEqual([
      expect.objectContaining({
        id: bucketClosed.id,
        counts: expect.objectContaining({ fail: 1, pass: 1 }),
      }),
    ]);
    const resources = await desk.call<{ data: Record<string, unknown>[]; meta: { total: number } }>(
      'listControlResources',
      { params: { id: bucketClosed.id } },
    );
    expect(resources.data).toEqual([
      expect.objectContaining({
        resource_name: 'open',
        status: 'fail',
        message: 'It is open.',
        evidence: { PublicAccessBlockConfiguration: null },
        first_seen_at: '2026-05-01T02:00:00.000Z',
      }),
      expect.objectContaining({ resource_name: 'closed', status: 'pass', message: null }),
    ]);
    const detail = await desk.call<{ frameworks: object[] }>('getControl', {
      params: { id: bucketClosed.id },
    });
    expect(detail.frameworks).toHaveLength(2);
  });

  it('calls unknown what was never judged', async () => {
    await desk.sync(aws, state);
    const { data } = await desk.call<{ data: Control[] }>('listControls');
    expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['unknown']));
  });

  it('tells of one resource what every control says', async () => {
    await desk.sync(aws, [
      account,
      {
        ...trail(true),
        resources: [{ name: 'all', configuration: { IsLogging: true, S3BucketName: 'open' } }],
      },
      open,
    ]);
    const of = async (name: string) =>
      (
        await desk.call<{ controls: { control_id: string; status: string; message: string }[] }>(
          'getResourceCompliance',
          { params: { id: String(await desk.idOf(name)) } },
        )
      ).controls.map(({ control_id, status }) => [control_id, status]);
    expect(await of('open')).toEqual([
      [bucketClosed.id, 'fail'],
      ['aws-s3-trail-bucket', 'unknown'],
    ]);
    await desk.enable('test');
    expect(await of('open')).toEqual([
      [bucketClosed.id, 'fail'],
      ['aws-s3-trail-bucket', 'fail'],
    ]);
  });

  it('names what fails worst first, and shows the trend', async () => {
    await desk.sync(aws, [account, trail(false), open]);
    await desk.enable('test', { version: '1.0' });
    await desk.enable('test');
    const { data } = await desk.call<{ data: { control_id: string; frameworks: object[] }[] }>(
      'listFailingControls',
    );
    expect(data.map(({ control_id, frameworks }) => [control_id, frameworks.length])).toEqual([
      [bucketClosed.id, 2],
      ['aws-account-logs', 2],
    ]);
    await desk.assess();
    const trend = await desk.call<{ data: { failed: number }[] }>('getComplianceTrend', {
      query: { framework_id: 'test' },
    });
    expect(trend.data.map(({ failed }) => failed)).toEqual([2, 2]);
    const overview = await desk.call<{ failing_controls: Record<string, number> }>('getComplianceOverview');
    expect(overview.failing_controls).toMatchObject({ critical: 1, high: 1, low: 0 });
  });

  it('says before an assessment what is missing, and the policy that grants it', async () => {
    type Found = {
      providers: {
        requirements: { requirement_id: string; state: string; permissions: string[] }[];
        missing_permissions: { permission: string; requirement_ids: string[] }[];
        policies: { content: string }[];
      }[];
    };
    await desk.sync(aws, [
      account,
      trail(true),
      { ...open, gaps: [{ permission: 's3:ListAllMyBuckets' }] },
      { type: 'sqs_queue', gaps: [{ paths: ['Policy'], permission: 'sqs:GetQueueAttributes' }] },
    ]);
    const { providers } = await desk.call<Found>('getCompliancePreflight', {
      query: { framework_id: 'test' },
    });
    expect(providers[0]?.requirements.map(({ requirement_id, state }) => [requirement_id, state])).toEqual([
      ['1.1', 'blocked'],
      ['1.2', 'complete'],
      ['1.3', 'blocked'],
      ['1.4', 'in_part'],
    ]);
    expect(providers[0]?.missing_permissions.map(({ permission }) => permission)).toEqual([
      's3:ListAllMyBuckets',
      'sqs:GetQueueAttributes',
    ]);
    expect(JSON.parse(providers[0]?.policies[0]?.content ?? '{}')).toMatchObject({
      Statement: [{ Action: ['s3:ListAllMyBuckets'] }, { Action: ['sqs:GetQueueAttributes'] }],
    });
  });
});
