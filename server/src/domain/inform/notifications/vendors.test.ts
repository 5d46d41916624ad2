import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import {
  linesOf,
  startPagerDuty,
  startProgram,
  startTeamsWorkflow,
} from '../../../plugins/channels/testing/vendors.ts';
import { alert, type Desk, openDesk } from './testing/desk.ts';

const routingKey = 'R0123456789ABCDEF0123456789ABCDE';
const workflow = '/workflows/0a1b/triggers/manual/paths/invoke?api-version=2016-06-01&sig=of-the-suite';
const program = { secret: 'a-secret-of-the-suite', token: 'a-token-of-the-suite' };

describeOnEachEngine('one alert, told to Teams, PagerDuty and a program', (open) => {
  let desk: Desk;
  let teams: Awaited<ReturnType<typeof startTeamsWorkflow>>;
  let pagerDuty: Awaited<ReturnType<typeof startPagerDuty>>;
  let json: Awaited<ReturnType<typeof startProgram>>;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(async () => await desk?.app.stop());
  beforeEach(async () => {
    await desk.fresh();
    teams = await startTeamsWorkflow(workflow);
    pagerDuty = await startPagerDuty(routingKey);
    json = await startProgram(program);
    for (const channel of [
      { name: 'teams', kind: 'teams', secrets: { webhook_url: `${teams.url}${workflow}` } },
      {
        name: 'pager',
        kind: 'pagerduty',
        settings: { api_url: pagerDuty.url },
        secrets: { routing_key: routingKey },
      },
      {
        name: 'program',
        kind: 'webhook',
        secrets: {
          webhook_url: `${json.url}/infraudit`,
          signing_secret: program.secret,
          bearer_token: program.token,
        },
      },
    ]) {
      const { id } = await desk.channel(channel);
      await desk.rule({ channel_id: id, severity: 'medium' });
    }
    return async () => {
      for (const vendor of [teams, pagerDuty, json]) {
        expect(vendor.refused).toEqual([]);
        await vendor.stop();
      }
    };
  });

  const now = (more: object) => alert({ alert_id: 7, title: 'Bucket logs is public', ...more });
  const acknowledged = () => now({ type: 'alert.updated', change: 'acknowledged', status: 'acknowledged' });
  const resolved = () => now({ type: 'alert.resolved', status: 'resolved', resolution: 'cleared' });

  it('is opened, acknowledged and resolved in each, in the words of each', async () => {
    for (const event of [now({ severity: 'critical' }), acknowledged(), resolved()]) {
      await desk.happen([event]);
      await desk.settled();
    }
    expect(pagerDuty.accepted.map(({ event_action }) => event_action)).toEqual([
      'trigger',
      'acknowledge',
      'resolve',
    ]);
    expect(new Set(pagerDuty.accepted.map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(pagerDuty.incidents).toMatchObject([{ status: 'resolved', summary: 'Bucket logs is public' }]);
    expect(json.accepted.map(({ state, subject }) => `${subject} ${state}`)).toEqual([
      'alert:7 open',
      'alert:7 acknowledged',
      'alert:7 resolved',
    ]);
    const ids = (await desk.history()).filter(({ channel }) => channel === 'webhook');
    expect(json.accepted.map(({ delivery }) => delivery)).toEqual(
      ids.map(({ delivery_id }) => delivery_id).reverse(),
    );
    // A card cannot be changed, so whoever took the alert is not told of in Teams.
    expect(teams.accepted.map((message) => linesOf(message)[0])).toEqual(['CRITICAL', 'RESOLVED']);
  });

  it('waits as long as PagerDuty asks, and is resolved there only after it was triggered', async () => {
    pagerDuty.answers({ status: 429, headers: { 'retry-after': '1200' } });
    await desk.happen([now({})]);
    const pager = async () =>
      (await desk.history({ days: 90 })).filter(({ channel }) => channel === 'pagerduty');
    await expect
      .poll(pager)
      .toMatchObject([{ status: 'pending', reason: expect.stringMatching(/answered 429.*tried again at/) }]);
    await desk.happen([resolved()]);
    await expect.poll(pager).toMatchObject([
      {
        state: 'resolved',
        status: 'pending',
        reason: expect.stringContaining('opening is still on its way'),
      },
      { state: 'open', status: 'pending' },
    ]);
    pagerDuty.answers(null);
    desk.pass(1100);
    expect(pagerDuty.accepted).toEqual([]);
    desk.pass(7200);
    await expect.poll(pager).toMatchObject([{ status: 'sent' }, { status: 'sent', attempts: 2 }]);
    expect(pagerDuty.accepted.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve']);
    expect(pagerDuty.incidents).toMatchObject([{ status: 'resolved' }]);
    expect(teams.accepted).toHaveLength(2);
  });

  it('is given up where the way is gone, and the others hear of it all the same', async () => {
    teams.answers({ status: 404 });
    await desk.happen([now({})]);
    const rows = await desk.settled();
    expect(rows.map(({ destination, status }) => `${destination} ${status}`).sort()).toEqual([
      'pager sent',
      'program sent',
      'teams failed',
    ]);
    expect(rows.find(({ destination }) => destination === 'teams')?.reason).toContain(
      'the workflow was removed',
    );
    const { data } = await desk.as<{ data: { name: string; health: string }[] }>('listNotificationChannels', {
      query: {},
    });
    expect(data.map(({ name, health }) => `${name} ${health}`).sort()).toEqual([
      'pager working',
      'program working',
      'teams failing',
    ]);
  });
});
