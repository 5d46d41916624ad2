import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import { createTestTenant } from '../../govern/tenancy/testing.ts';
import type { Detail, Generated, View } from './testing/answers.ts';

const open = { PublicAccessBlockConfiguration: { BlockPublicAcls: false }, PolicyStatus: { IsPublic: true } };
const closed = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  PolicyStatus: { IsPublic: false },
};

describeOnEachEngine('recommendations', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  let delivered: number;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
    await desk.enable('cis-aws');
    delivered = 0;
  });

  const buckets = (...states: Record<string, object>[]) => ({
    type: 's3_bucket',
    region: 'global',
    resources: states.flatMap((each) =>
      Object.entries(each).map(([name, configuration]) => ({
        name,
        configuration: { BucketName: name, ...configuration },
      })),
    ),
  });
  const volumes = (...sizes: number[]) => ({
    type: 'ebs_volume',
    region: 'us-east-1',
    resources: sizes.map((size, place) => ({
      name: `vol-${place}`,
      configuration: { VolumeId: `vol-${place}`, VolumeType: 'gp2', Size: size, Encrypted: true },
    })),
  });
  /** Nothing is blocked in the whole account. */
  const settings = {
    type: 's3_account_settings',
    region: 'global',
    resources: [{ name: 's3', configuration: {} }],
  };
  const check = async (...sources: Parameters<ComplianceDesk['sync']>[1]) => {
    await desk.sync(aws, [settings, ...sources]);
    const run = await desk.assess();
    expect(run.status).toBe('succeeded');
  };
  const generate = (body: object) => desk.call<Generated>('generateRecommendations', { body });
  const list = async (query: object = {}) =>
    (await desk.call<{ data: View[] }>('listRecommendations', { query: { per_page: 100, ...query } })).data;
  const about = async (ruleId: string, query: object = {}) =>
    (await list(query)).filter(({ rule_id }) => rule_id === ruleId);
  const get = (id: number) => desk.call<Detail>('getRecommendation', { params: { id: String(id) } });

  async function deliver(): Promise<void> {
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
    const subscriber = app.domain.subscribers.find(({ name }) => name === 'recommendations');
    expect(subscriber).toBeDefined();
    for (const row of rows) {
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

  const publicRule = 'aws-s3-close-public-bucket';

  it('join what fails of one resource, with its name in every command and the risk by the formula', async () => {
    await check(buckets({ 'acme-open': open }));
    const made = await generate({ resource_id: await desk.idOf('acme-open') });
    const [recommendation] = made.data.filter(({ rule_id }) => rule_id === publicRule);
    expect(recommendation).toMatchObject({
      title: 'Close the bucket acme-open to the public',
      type: 'security',
      severity: 'critical',
      priority: 'critical',
      // Critical is 100, the internet counts whole.
      risk_reduction: 100,
      resource_count: 1,
      resource_name: 'acme-open',
      generator: { kind: 'rules', fallback_reason: null },
    });
    expect(recommendation?.control_ids.length).toBeGreaterThan(1);
    const detail = await get(recommendation?.id ?? 0);
    const commands = detail.steps.flatMap((step) => step.commands);
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) expect(command).toContain('acme-open');
    expect(detail.references[0]).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(detail.provenance).toBeNull();
  });

  it('make one recommendation with its list of what has one cause in an account', async () => {
    await check(buckets({ one: closed, two: closed, three: closed }));
    await generate({ control_id: 'aws-s3-bucket-tls-only' });
    const [fleet, ...others] = await about('aws-s3-refuse-plain-http');
    expect(others).toEqual([]);
    expect(fleet).toMatchObject({
      title: 'Refuse plain HTTP in 3 buckets',
      resource_count: 3,
      resource_name: null,
    });
    expect((await get(fleet?.id ?? 0)).resources.map(({ name }) => name)).toEqual(['one', 'three', 'two']);
    await check(buckets({ one: closed, two: closed, three: closed, four: closed }));
    expect(await generate({ control_id: 'aws-s3-bucket-tls-only' })).toMatchObject({
      created: 0,
      updated: 1,
    });
    expect(await about('aws-s3-refuse-plain-http')).toMatchObject([{ id: fleet?.id, resource_count: 4 }]);
  });

  it('update the pending one of a matter, and write nothing when nothing changed', async () => {
    await check(buckets({ again: open }));
    const first = await generate({ resource_id: await desk.idOf('again') });
    expect(first.created).toBeGreaterThan(3);
    const second = await generate({ resource_id: await desk.idOf('again') });
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: first.created });
    expect(second.data.map(({ id }) => id).sort()).toEqual(first.data.map(({ id }) => id).sort());
  });

  it('end by state when the finding is over, and say so', async () => {
    await check(buckets({ mended: open }));
    await generate({ resource_id: await desk.idOf('mended') });
    const [before] = await about(publicRule);
    await deliver();
    await check(buckets({ mended: closed }));
    await deliver();
    expect(await about(publicRule)).toEqual([]);
    expect(await about(publicRule, { status: 'resolved' })).toMatchObject([
      { id: before?.id, status: 'resolved', status_note: expect.stringContaining('Resolved by state') },
    ]);
  });

  it('are made by themselves for new critical and high findings', async () => {
    await check(buckets({ quiet: closed }));
    await deliver();
    expect(await about(publicRule)).toEqual([]);
    await check(buckets({ quiet: closed, loud: open }));
    await deliver();
    expect(await about(publicRule)).toMatchObject([{ resource_name: 'loud', priority: 'critical' }]);
    const events = await app.db.within(desk.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('payload')
        .where('type', '=', 'recommendation.created')
        .execute(),
    );
    expect(events.map(({ payload }) => (payload as { rule_id: string }).rule_id)).toContain(publicRule);
  });

  it('are not made by themselves where the organisation does not want it', async () => {
    await desk.call('changeRecommendationSettings', { body: { automatic: false } });
    await check(buckets({ loud: open }));
    await deliver();
    expect(await list()).toEqual([]);
  });

  it('stay dismissed while the same is found, and come back when something else is', async () => {
    await check(buckets({ known: open }));
    const resource = { resource_id: await desk.idOf('known') };
    await generate(resource);
    const [first] = await about(publicRule);
    await desk.call('dismissRecommendation', {
      params: { id: String(first?.id) },
      body: { reason: 'a public site' },
    });
    await expect(
      desk.call('dismissRecommendation', { params: { id: String(first?.id) }, body: { reason: 'again' } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await generate(resource)).kept_closed).toBe(1);
    expect(await about(publicRule)).toEqual([]);
    const grants = [
      {
        Permission: 'WRITE',
        Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      },
    ];
    await check(buckets({ known: { ...open, AccessControlList: { Grants: grants } } }));
    await generate(resource);
    expect(await about(publicRule)).toMatchObject([
      { generator: { kind: 'rules', fallback_reason: expect.stringContaining('dismissed before') } },
    ]);
  });

  it('come back after they were applied only when a later look still finds it', async () => {
    await check(buckets({ slow: open }));
    const resource = { resource_id: await desk.idOf('slow') };
    await generate(resource);
    const [first] = await about(publicRule);
    time.now = new Date(time.now.getTime() + 60_000);
    const applied = await desk.call<View>('applyRecommendation', { params: { id: String(first?.id) } });
    expect(applied).toMatchObject({ status: 'applied' });
    await generate(resource);
    expect(await about(publicRule)).toEqual([]);
    await check(buckets({ slow: open }));
    await generate(resource);
    expect(await about(publicRule)).toMatchObject([
      { generator: { fallback_reason: expect.stringContaining('still there') } },
    ]);
  });

  it('name savings with their assumption where facts give a figure, and sum them up', async () => {
    await desk.sync(aws, [volumes(100, 50), buckets({ plain: closed })]);
    await generate({ resource_id: await desk.idOf('vol-0') });
    const [gp3] = await about('aws-ebs-use-gp3');
    expect(gp3).toMatchObject({
      type: 'cost',
      title: 'Change 2 volumes from gp2 to gp3',
      risk_reduction: null,
      estimated_monthly_savings: 3,
      savings: { low: 3, high: 3, assumption: expect.stringContaining('list prices') },
    });
    expect(await desk.call('getRecommendationSavings')).toMatchObject({
      estimated_monthly_savings: 3,
      estimated_savings: 3,
      recommendations: 1,
      without_figure: 0,
      by_rule: [{ rule_id: 'aws-ebs-use-gp3', low: 3, high: 3 }],
    });
  });

  it('do not claim what could not be read', async () => {
    const unreadable = [
      { path: 'WebsiteConfiguration', reason: 'denied' as const, permission: 's3:GetBucketWebsite' },
    ];
    const source = buckets({ blind: open });
    await check({ ...source, resources: source.resources.map((each) => ({ ...each, unreadable })) });
    await generate({ resource_id: await desk.idOf('blind') });
    const [recommendation] = await about(publicRule);
    expect(recommendation?.generator.fallback_reason).toContain('s3:GetBucketWebsite');
    expect((await get(recommendation?.id ?? 0)).steps[0]?.text).toContain('In the console');
  });

  it('answer a control that no rule claims with its own advice', async () => {
    await check({ type: 's3_bucket', region: 'global', resources: buckets({ events: closed }).resources });
    await generate({ control_id: 'aws-s3-bucket-event-notifications' });
    expect(await about('control:aws-s3-bucket-event-notifications')).toMatchObject([
      { resource_count: 1, resource_name: 'events' },
    ]);
  });

  it('of an assessment are made by a run', async () => {
    await check(buckets({ 'in-it': open }));
    const latest = await desk.latest();
    const { execution_id } = await generate({ assessment_id: latest.id });
    const run = await (async () => {
      for (;;) {
        const execution = await desk.call<{ status: string; counts: Record<string, number> }>(
          'getExecution',
          {
            params: { id: String(execution_id) },
          },
        );
        if (!['queued', 'running'].includes(execution.status)) return execution;
        await new Promise((wait) => setTimeout(wait, 20));
      }
    })();
    expect(run.status).toBe('succeeded');
    expect(run.counts.created).toBeGreaterThan(0);
    expect(await about(publicRule)).toHaveLength(1);
  });

  it('are counted and filtered', async () => {
    await check(buckets({ seen: open }), volumes(10));
    await generate({ resource_id: await desk.idOf('seen') });
    await generate({ resource_id: await desk.idOf('vol-0') });
    const all = await list();
    expect(await desk.call('getRecommendationSummary')).toMatchObject({ pending: all.length, applied: 0 });
    expect((await list({ type: 'cost' })).every(({ type }) => type === 'cost')).toBe(true);
    expect((await list({ priority: 'critical' })).map(({ rule_id }) => rule_id)).toContain(publicRule);
    expect(all[0]?.priority).toBe('critical');
    const { data } = await desk.call<{ data: View[] }>('listResourceRecommendations', {
      params: { id: String(await desk.idOf('vol-0')) },
      query: {},
    });
    expect(data.length).toBeGreaterThan(0);
    await expect(list({ type: 'sorcery' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(generate({ resource_id: 1, drift_id: 1 })).rejects.toThrow(/exactly one/);
    await expect(generate({ resource_id: 999_999 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answer a drift that weakens, once however often it is told, and end with it', async () => {
    await check(buckets({ drifting: closed }));
    const resource_id = await desk.idOf('drifting');
    const drift = await app.db.within(desk.scope, async (tx) => {
      const { version_id } = await tx.sql
        .selectFrom('resources')
        .select('version_id')
        .where('id', '=', resource_id)
        .executeTakeFirstOrThrow();
      const row = await tx.sql
        .insertInto('drifts')
        .values({
          organization_id: desk.scope.organizationId,
          provider_id: aws,
          resource_id,
          attribute: 'PublicAccessBlockConfiguration',
          type: 'security',
          severity: 'critical',
          severity_rule: 'protection-off',
          status: 'detected',
          summary: 'the block of public access was switched off',
          baseline_version_id: version_id,
          current_version_id: version_id,
          changes: '[]',
          detected_at: time.now,
          last_seen_at: time.now,
        } as never)
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    });
    const subscriber = app.domain.subscribers.find(({ name }) => name === 'recommendations');
    const tell = async (type: string) =>
      await subscriber?.handle(
        {
          id: 1,
          organizationId: desk.scope.organizationId,
          type,
          payload: { drift_id: drift, resource_id, severity: 'critical' },
          at: time.now,
        },
        new AbortController().signal,
      );
    await tell('drift.detected');
    await tell('drift.detected');
    expect(await about(publicRule)).toMatchObject([
      { resource_name: 'drifting', finding_type: 'drift', finding_id: drift, has_automated_fix: true },
    ]);
    const { data } = await generate({ drift_id: drift });
    expect(data).toMatchObject([{ rule_id: publicRule }]);
    await app.db.within(desk.scope, (tx) =>
      tx.sql
        .updateTable('drifts')
        .set({ status: 'resolved', resolved_at: time.now })
        .where('id', '=', drift)
        .execute(),
    );
    await tell('drift.resolved');
    expect(await about(publicRule)).toEqual([]);
    await expect(generate({ drift_id: drift })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of one organisation are nobody else’s', async () => {
    await check(buckets({ mine: open }));
    await generate({ resource_id: await desk.idOf('mine') });
    const [mine] = await list();
    const other = (await createTestTenant(app.db, 'Other', [app.domain.onOrganizationCreated])).scope;
    const asOther = { scope: other, params: { id: String(mine?.id) } };
    await expect(app.call('getRecommendation', asOther)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.call('applyRecommendation', asOther)).rejects.toMatchObject({ code: 'not_found' });
    const resource = { resource_id: await desk.idOf('mine') };
    await expect(app.call('generateRecommendations', { scope: other, body: resource })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    );
    expect(await app.call('listRecommendations', { scope: other, query: {} })).toMatchObject({
      meta: { total: 0 },
    });
  });
});
