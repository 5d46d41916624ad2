import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { recommendationRetention } from './retention.ts';
import type { Generated, View } from './testing/answers.ts';

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
const publicRule = 'aws-s3-close-public-bucket';

describeOnEachEngine('closed recommendations', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  const time = { now: new Date() };
  const later = (days: number) => new Date(time.now.getTime() + days * 86_400_000);

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
    await desk.enable('cis-aws');
  });
  afterAll(async () => await app?.stop());

  const check = async (states: Record<string, object>) => {
    const resources = Object.entries(states).map(([name, configuration]) => ({
      name,
      configuration: { BucketName: name, ...configuration },
    }));
    await desk.sync(aws, [
      { type: 's3_account_settings', region: 'global', resources: [{ name: 's3', configuration: {} }] },
      { type: 's3_bucket', region: 'global', resources },
    ]);
    expect((await desk.assess()).status).toBe('succeeded');
  };
  const generate = async (name: string) =>
    await desk.call<Generated>('generateRecommendations', { body: { resource_id: await desk.idOf(name) } });
  const about = async (name: string) =>
    (
      await desk.call<{ data: View[] }>('listRecommendations', { query: { per_page: 100, status: 'all' } })
    ).data.filter((each) => each.rule_id === publicRule && each.resource_name === name);
  const close = async (operation: string, name: string, body: object) => {
    const [found] = await about(name);
    await desk.call(operation, { params: { id: String(found?.id) }, body });
  };
  const count = (before: Date) =>
    app.db.within(desk.scope, (tx) => recommendationRetention.count(tx, before));
  const remove = (before: Date) =>
    app.db.within(desk.scope, (tx) => recommendationRetention.remove(tx, before, 500));

  it('are removed after their time, but for what was dismissed and is still there', async () => {
    const names = ['dismissed', 'over', 'applied', 'pending'];
    await check(Object.fromEntries(names.map((name) => [name, open])));
    for (const name of names) await generate(name);
    await close('dismissRecommendation', 'dismissed', { reason: 'a public site' });
    await close('dismissRecommendation', 'over', { reason: 'a public site' });
    await close('applyRecommendation', 'applied', {});
    expect(await count(time.now)).toBe(0);
    await check({ dismissed: open, over: closed, applied: open, pending: open });
    expect(await count(later(1))).toBe(2);
    expect([await remove(later(1)), await remove(later(1))]).toEqual([2, 0]);
    const left = await Promise.all(
      names.map(async (name) => (await about(name)).map(({ status }) => status)),
    );
    expect(left).toEqual([['dismissed'], [], [], ['pending']]);
    expect((await generate('dismissed')).kept_closed).toBe(1);
    const { events } = await app.db.within(desk.scope, (tx) =>
      listAuditEvents(tx, { action: 'recommendation.removed' }, { perPage: 5, offset: 0 }),
    );
    expect(events).toMatchObject([{ detail: { count: 2, closed_before: later(1).toISOString() } }]);
  });

  it('go with the resource, and at last without it', async () => {
    await desk.sync(aws, [{ type: 's3_bucket', region: 'global', resources: [] }]);
    expect(await count(later(1))).toBe(1);
    expect(await remove(later(1))).toBe(1);
    expect(await about('dismissed')).toEqual([]);
  });
});
