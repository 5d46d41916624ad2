import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AssessmentView,
  type ComplianceDesk,
  openComplianceDesk,
} from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { bucket, bucketClosed, testControls, testFrameworks } from './testing/small-framework.ts';

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

  const eventsOf = async (type: string) =>
    (
      await app.db.within(desk.scope, (tx) =>
        tx.sql
          .selectFrom('outbox_events')
          .select('payload')
          .where('organization_id', '=', desk.scope.organizationId)
          .where('type', '=', type)
          .orderBy('id')
          .execute(),
      )
    ).map(({ payload }) => payload as Record<string, unknown>);
  const open = buckets(bucket('open', false), bucket('closed', true));
  const mended = buckets(bucket('open', true), bucket('closed', true));
  const state = [account, trail(true), open];

  it('keeps versions of a framework side by side', async () => {
    await desk.sync(aws, state);
    await desk.enable('test', { version: '1.0' });
    await desk.enable('test');
    await desk.assess();
    const { data } = await desk.call<{ data: { version: string; enabled: boolean; newest: boolean }[] }>(
      'listFrameworks',
    );
    expect(data.map(({ version, enabled, newest }) => [version, enabled, newest])).toEqual([
      ['1.0', true, false],
      ['2.0', true, true],
    ]);
    const assessments = await desk.call<{ data: AssessmentView[] }>('listAssessments');
    expect(assessments.data.map(({ framework_version }) => framework_version)).toEqual([
      '2.0',
      '1.0',
      '2.0',
      '1.0',
    ]);
  });

  it('says what fails since when, and what passes again', async () => {
    await desk.sync(aws, state);
    const first = await desk.enable('test');
    expect(first).toMatchObject({ newly_failing: [bucketClosed.id], still_failing: [], previous_id: null });
    await desk.assess();
    const second = await desk.latest();
    expect(second).toMatchObject({
      newly_failing: [],
      previous_id: first.id,
      still_failing: [{ control_id: bucketClosed.id, since: '2026-05-01T02:00:00.000Z' }],
    });
    await desk.sync(aws, [account, trail(true), mended]);
    await desk.assess();
    expect(await desk.latest()).toMatchObject({ newly_passing: [bucketClosed.id], still_failing: [] });
    expect(await eventsOf('compliance.violation')).toEqual([
      expect.objectContaining({
        assessment_id: first.id,
        framework_id: 'test',
        control_id: bucketClosed.id,
        severity: 'critical',
        failed_total: 1,
        failed_resources: [{ resource_id: await desk.idOf('open'), resource_name: 'open' }],
      }),
    ]);
    expect(await eventsOf('compliance.restored')).toEqual([
      expect.objectContaining({ control_id: bucketClosed.id, status: 'pass' }),
    ]);
  });

  it('keeps a failure in mind while nobody can look', async () => {
    const blind = {
      ...buckets(),
      complete: false,
      resources: [
        {
          ...bucket('open', false),
          unreadable: [{ path: 'PublicAccessBlockConfiguration', reason: 'denied' as const }],
        },
      ],
    };
    await desk.sync(aws, [account, trail(true), buckets(bucket('open', false))]);
    await desk.enable('test');
    await desk.sync(aws, [account, trail(true), blind]);
    await desk.assess();
    const unseen = await desk.latest();
    expect(unseen).toMatchObject({ failed: 0, newly_passing: [] });
    expect((await statusesOf(unseen.id))['1.1']).toBe('unknown');
    await desk.sync(aws, [account, trail(true), buckets(bucket('open', false))]);
    await desk.assess();
    expect(await desk.latest()).toMatchObject({
      newly_failing: [],
      still_failing: [{ control_id: bucketClosed.id, since: '2026-05-01T02:00:00.000Z' }],
    });
  });

  describe('a list that was not read to its end', () => {
    const denied = { gaps: [{ permission: 's3:ListAllMyBuckets' }] };

    it('makes what would pass unknown, with the permission', async () => {
      await desk.sync(aws, [account, trail(true), { ...buckets(bucket('closed', true)), ...denied }]);
      const { id, passed } = await desk.enable('test');
      const { '1.1': result } = await desk.results(id);
      expect(passed).toBe(1);
      expect(result).toMatchObject({
        status: 'unknown',
        controls: [
          {
            counts: { pass: 1, fail: 0 },
            unlisted: [{ reason: 'denied', permission: 's3:ListAllMyBuckets' }],
          },
        ],
      });
    });

    it('does not hide what fails', async () => {
      await desk.sync(aws, [account, trail(true), { ...open, ...denied }]);
      expect((await statusesOf((await desk.enable('test')).id))['1.1']).toBe('fail');
    });

    it('makes a question about all of them unknown, unless one that was seen answers it', async () => {
      const gaps = [{ permission: 'cloudtrail:DescribeTrails' }];
      await desk.sync(aws, [account, { ...trail(false), gaps }, open]);
      expect((await statusesOf((await desk.enable('test')).id))['1.2']).toBe('unknown');
      await desk.sync(aws, [account, { ...trail(true), gaps }, open]);
      await desk.assess();
      expect((await statusesOf((await desk.latest()).id))['1.2']).toBe('pass');
    });

    it('counts in its own region only, for a framework of other regions', async () => {
      const queues = (region: string, more: object = {}) => ({
        type: 'sqs_queue',
        region,
        resources: [{ name: region, configuration: { KmsMasterKeyId: 'key' } }],
        ...more,
      });
      await desk.sync(aws, [queues('eu-central-1'), queues('us-east-1', { gaps: [{}] })]);
      const all = await desk.enable('test');
      expect((await statusesOf(all.id))['1.4']).toBe('unknown');
      const here = await desk.enable('test', { regions: ['eu-central-1'] });
      expect((await statusesOf(here.id))['1.4']).toBe('pass');
    });

    it('is every regional one, when the regions themselves could not be listed', async () => {
      const queues = { type: 'sqs_queue', resources: [] };
      const regions = { type: 'regions', region: 'global', gaps: [{ permission: 'ec2:DescribeRegions' }] };
      await desk.sync(aws, [account, trail(true), open, queues, regions]);
      const statuses = await statusesOf((await desk.enable('test')).id);
      expect(statuses).toMatchObject({ '1.4': 'unknown', '1.1': 'fail' });
    });
  });

  it('knows nothing of an account that was never read, and never calls that not applicable', async () => {
    expect(await desk.enable('test')).toMatchObject({
      passed: 0,
      evaluated: 0,
      score: null,
      unknown: 4,
      not_applicable: 0,
    });
  });

  it('has nothing to do without an account, or without a framework', async () => {
    const empty = await openComplianceDesk(app, time);
    expect(await empty.assess()).toMatchObject({
      status: 'skipped',
      error: expect.stringContaining('enable'),
    });
    await expect(empty.enable('test')).rejects.toThrow('no account is connected');
  });

  it('weighs accounts by what was evaluated in each', async () => {
    const other = await desk.account('Other');
    await desk.sync(aws, [account, trail(true), mended]);
    await desk.sync(other, [account, trail(false), { type: 'sqs_queue', resources: [] }, open]);
    const assessment = await desk.enable('test');
    expect(assessment.providers).toEqual([
      expect.objectContaining({ provider_id: aws, passed: 2, evaluated: 2, total: 6, score: 1 }),
      expect.objectContaining({ provider_id: other, passed: 0, evaluated: 2, total: 6, score: 0 }),
    ]);
    // Over both, 1.1 and 1.2 fail.
    expect(assessment).toMatchObject({ passed: 0, evaluated: 2, score: 0, weighted_score: 0.5 });
    const only = await desk.enable('test', { provider_ids: [aws] });
    expect(only).toMatchObject({ passed: 2, evaluated: 2, score: 1 });
    expect(await eventsOf('compliance.restored')).toHaveLength(2);
  });

  it('judges only resources with the tags of the scope', async () => {
    const tagged = { ...bucket('tagged', true), tags: { team: 'web', stage: 'live' } };
    await desk.sync(aws, [account, trail(true), buckets(tagged, bucket('other', false))]);
    const { id } = await desk.enable('test', { tags: { team: 'web' } });
    expect((await desk.results(id))['1.1']).toMatchObject({
      status: 'pass',
      controls: [{ counts: { pass: 1, fail: 0 } }],
    });
  });

  it('does not pass a scope of tags where tags could not be read', async () => {
    const tagged = { ...bucket('tagged', true), tags: { team: 'web' } };
    const denied = { path: 'Tags', reason: 'denied' as const, permission: 's3:GetBucketTagging' };
    const untold = { ...bucket('untold', false), unreadable: [denied] };
    const gaps = [{ paths: ['Tags'], permission: 's3:GetBucketTagging' }];
    await desk.sync(aws, [account, trail(true), { ...buckets(tagged, untold), gaps }]);
    const { id } = await desk.enable('test', { tags: { team: 'web' } });
    expect((await desk.results(id))['1.1']).toMatchObject({
      status: 'unknown',
      controls: [{ unlisted: [{ path: 'Tags', permission: 's3:GetBucketTagging' }] }],
    });
  });

  describe('as of a past moment', () => {
    const asOf = (iso: string) => ({ as_of: iso, framework_id: 'test' });

    it('judges what was stored by then, and keeps nothing but the assessment', async () => {
      await desk.sync(aws, state);
      await desk.enable('test');
      await desk.sync(aws, [account, trail(false), buckets(bucket('open', true))]);
      await desk.assess();
      const now = await desk.latest();
      const kept = () =>
        app.db.within(desk.scope, (tx) =>
          tx.sql.selectFrom('compliance_findings').selectAll().orderBy('id').execute(),
        );
      const before = await kept();
      expect(await desk.assess(asOf('2026-05-01T02:00:00Z'))).toMatchObject({ status: 'succeeded' });
      const past = await desk.latest();
      expect(past).toMatchObject({ as_of: '2026-05-01T02:00:00.000Z', newly_failing: [], previous_id: null });
      expect(await statusesOf(past.id)).toMatchObject({ '1.1': 'fail', '1.2': 'pass' });
      expect(await statusesOf(now.id)).toMatchObject({ '1.1': 'pass', '1.2': 'fail' });
      expect((await desk.results(past.id))['1.1']?.controls[0]?.resources).toEqual([
        expect.objectContaining({ resource_name: 'open', status: 'fail', message: 'It is open.' }),
      ]);
      expect(await kept()).toEqual(before);
      await desk.assess();
      expect(await desk.latest()).toMatchObject({
        previous_id: now.id,
        newly_failing: [],
        newly_passing: [],
      });
    });

    it('knows the gaps of then', async () => {
      await desk.sync(aws, [account, trail(true), { ...mended, gaps: [{}] }]);
      await desk.sync(aws, [account, trail(true), mended]);
      expect((await statusesOf((await desk.enable('test')).id))['1.1']).toBe('pass');
      await desk.assess(asOf('2026-05-01T01:30:00Z'));
      expect((await statusesOf((await desk.latest()).id))['1.1']).toBe('unknown');
    });

    it('is refused before anything was seen, and says since when there are facts', async () => {
      await desk.sync(aws, state);
      await desk.enable('test');
      await expect(desk.assess(asOf('2026-04-30T00:00:00Z'))).rejects.toThrow(
        'there are facts since 2026-05-01T01:00:00.000Z',
      );
      await expect(desk.assess(asOf('2027-01-01T00:00:00Z'))).rejects.toThrow('lies in the future');
    });
  });

  it('writes enabling, disabling and each assessment into the audit log', async () => {
    await desk.sync(aws, state);
    await desk.enable('test');
    await desk.call('disableFramework', { params: { id: 'test' } });
    await expect(desk.call('disableFramework', { params: { id: 'test' } })).rejects.toThrow('not enabled');
    const { events } = await app.db.within(desk.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 100, offset: 0 }),
    );
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'compliance.framework_enabled',
        'compliance.assessed',
        'compliance.framework_disabled',
      ]),
    );
    expect(await verifyAuditLog(app.db, desk.scope)).toMatchObject({ verified: true });
  });

  it('never changes what was assessed', async () => {
    await desk.sync(aws, state);
    const { id } = await desk.enable('test');
    const change = app.db.asSystem({ system: true, why: 'a suite tries it' }, (tx) =>
      tx.sql.updateTable('assessments').set({ passed: 6 }).where('id', '=', id).execute(),
    );
    await expect(change).rejects.toThrow('never changed');
  });
});
