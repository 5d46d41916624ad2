import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleNotices } from '../../plugin-kit/conformance/channel-conformance.ts';
import { type AnyChannel, type Notice, noticeStates } from '../../plugin-kit/define-channel.ts';
import { pagerDutyChannel } from './pagerduty/channel.ts';
import { teamsChannel } from './teams/channel.ts';
import { callOf, toolsForTests } from './testing/tools.ts';
import { linesOf, startPagerDuty, startProgram, startTeamsWorkflow, type Vendor } from './testing/vendors.ts';
import { webhookChannel } from './webhook/channel.ts';

const routingKey = 'R0123456789ABCDEF0123456789ABCDE';
const workflow = '/workflows/0a1b/triggers/manual/paths/invoke?api-version=2016-06-01&sig=of-the-suite';
const program = { secret: 'a-secret-of-the-suite', token: 'a-token-of-the-suite' };
const { ordinary } = exampleNotices;

const tools = toolsForTests();
afterAll(() => tools.close());

type Place = {
  channel: AnyChannel;
  vendor: Vendor<object>;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
};

const places: Record<string, () => Promise<Place>> = {
  async teams() {
    const vendor = await startTeamsWorkflow(workflow);
    return {
      channel: teamsChannel,
      vendor,
      settings: {},
      secrets: { webhook_url: `${vendor.url}${workflow}` },
    };
  },
  async pagerduty() {
    const vendor = await startPagerDuty(routingKey);
    return {
      channel: pagerDutyChannel,
      vendor,
      settings: { api_url: vendor.url },
      secrets: { routing_key: routingKey },
    };
  },
  async webhook() {
    const vendor = await startProgram(program);
    return {
      channel: webhookChannel,
      vendor,
      settings: {},
      secrets: {
        webhook_url: `${vendor.url}/infraudit`,
        signing_secret: program.secret,
        bearer_token: program.token,
      },
    };
  },
};

function send(place: Place, notice: Notice, secrets = place.secrets) {
  const settings = place.channel.settings.parse(place.settings);
  return place.channel.send({
    ...callOf(notice, tools),
    settings,
    secrets,
    message: place.channel.render(notice, settings),
  });
}

describe.each(Object.keys(places))('%s, over HTTP', (kind) => {
  let place: Place;
  beforeAll(async () => {
    place = (await places[kind]?.()) as Place;
  });
  afterAll(() => place.vendor.stop());
  beforeEach(() => {
    place.vendor.answers(null);
    place.vendor.accepted.length = 0;
    place.vendor.refused.length = 0;
  });

  it('is taken in every state that it knows, whatever the notice says', async () => {
    const states = noticeStates.filter((state) => place.channel.states.includes(state));
    for (const state of states) {
      for (const [name, notice] of Object.entries(exampleNotices)) {
        const result = await send(place, { ...notice, state });
        expect({ state, name, refused: place.vendor.refused, outcome: result.outcome }).toEqual({
          state,
          name,
          refused: [],
          outcome: 'sent',
        });
      }
    }
    expect(place.vendor.accepted).toHaveLength(states.length * Object.keys(exampleNotices).length);
  });

  it.each([
    [200, {}, { outcome: 'sent' }],
    [202, {}, { outcome: 'sent' }],
    [301, { location: 'http://127.0.0.1:1/' }, { outcome: 'give_up' }],
    [400, {}, { outcome: 'give_up' }],
    [403, {}, { outcome: 'give_up' }],
    [404, {}, { outcome: 'give_up' }],
    [408, {}, { outcome: 'retry' }],
    [413, {}, { outcome: 'give_up' }],
    [429, {}, { outcome: 'retry' }],
    [429, { 'retry-after': '17' }, { outcome: 'retry', retryAfterSeconds: 17 }],
    [500, {}, { outcome: 'retry' }],
    [503, { 'retry-after': '120' }, { outcome: 'retry', retryAfterSeconds: 120 }],
  ])('answered %i %o: %o, with a reason and without a secret', async (status, headers, outcome) => {
    const echo = Object.values(place.secrets).join(' ');
    place.vendor.answers({ status, headers, body: `no: ${echo}` });
    const result = await send(place, ordinary);
    expect(result).toMatchObject({ ...outcome, response: { status } });
    if (result.outcome !== 'sent') expect(result.reason).not.toBe('');
    if (!('retryAfterSeconds' in outcome)) expect(result).not.toHaveProperty('retryAfterSeconds');
    for (const secret of [...Object.values(place.secrets), 'of-the-suite', routingKey])
      expect(JSON.stringify(result)).not.toContain(secret);
    expect(place.vendor.refused).toEqual([]);
  });
});

describe('a Teams workflow', () => {
  let place: Place;
  beforeAll(async () => {
    place = (await places.teams?.()) as Place;
  });
  afterAll(() => place.vendor.stop());

  it('shows what, how bad, where, since when, what to do, and the way there', async () => {
    await send(place, ordinary);
    const [message] = place.vendor.accepted as Awaited<ReturnType<typeof startTeamsWorkflow>>['accepted'];
    if (message === undefined) throw new Error('nothing was accepted');
    expect(linesOf(message)).toEqual(
      expect.arrayContaining([
        'Bucket logs is public',
        'BlockPublicAcls is off since the last baseline.',
        'Next: Block public access again, or agree to it with a new baseline.',
      ]),
    );
    expect(linesOf(message).join('\n')).toMatch(/logs \(s3_bucket\)[\s\S]*Production/);
    expect(message.attachments[0]?.content.actions).toMatchObject([
      { url: 'https://infraaudit.example/alerts/12' },
    ]);
  });

  it('that was removed is given up, and says so', async () => {
    place.vendor.answers({ status: 404 });
    expect(await send(place, ordinary)).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringContaining('the workflow was removed, or its address has changed'),
    });
  });
});

describe('PagerDuty', () => {
  let vendor: Awaited<ReturnType<typeof startPagerDuty>>;
  let place: Place;
  beforeEach(async () => {
    vendor = await startPagerDuty(routingKey);
    place = {
      channel: pagerDutyChannel,
      vendor,
      settings: { api_url: `${vendor.url}/` },
      secrets: { routing_key: routingKey },
    };
  });
  afterEach(() => vendor.stop());

  it('has one incident per alert: triggered, acknowledged, resolved, and another when it comes back', async () => {
    const other = { ...ordinary, subject: 'alert:13', title: 'Port 22 is open' };
    await send(place, ordinary);
    await send(place, other);
    await send(place, { ...ordinary, severity: 'critical' });
    await send(place, { ...ordinary, state: 'acknowledged' });
    expect(vendor.incidents.map(({ status }) => status)).toEqual(['acknowledged', 'triggered']);
    await send(place, { ...ordinary, state: 'resolved' });
    await send(place, ordinary);
    expect(vendor.incidents.map(({ status, summary }) => `${summary}: ${status}`)).toEqual([
      'Bucket logs is public: resolved',
      'Port 22 is open: triggered',
      'Bucket logs is public: triggered',
    ]);
    expect(new Set(vendor.accepted.map((event) => event.dedup_key)).size).toBe(2);
  });

  it('says how urgent it is in its own words', async () => {
    for (const severity of ['critical', 'high', 'medium', 'low', null] as const)
      await send(place, { ...ordinary, severity });
    expect(
      vendor.accepted.map((event) => event.event_action === 'trigger' && event.payload.severity),
    ).toEqual(['critical', 'error', 'warning', 'info', 'warning']);
  });

  it('that refuses the key is given up with what it said, without the key', async () => {
    const other = 'F'.repeat(32);
    const result = await send(place, ordinary, { routing_key: other });
    expect(result).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringMatching(/^PagerDuty refused the event: .*Invalid routing key/),
    });
    expect(JSON.stringify(result)).not.toContain(other);
  });
});

describe('a program that gets JSON', () => {
  let place: Place;
  beforeAll(async () => {
    place = (await places.webhook?.()) as Place;
  });
  afterAll(() => place.vendor.stop());

  it.each([
    ['another secret', { signing_secret: 'not-the-secret-of-it' }, 'the signature is wrong'],
    ['another token', { bearer_token: 'not-the-token' }, 'the token is wrong'],
  ])('refuses what comes with %s', async (_what, wrong, reason) => {
    place.vendor.refused.length = 0;
    const result = await send(place, ordinary, { ...place.secrets, ...wrong });
    expect(result).toMatchObject({ outcome: 'give_up', response: { status: 401 } });
    expect(place.vendor.refused).toEqual([`Error: ${reason}`]);
  });
});
