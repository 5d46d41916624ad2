import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '../../server/src/plugins/channels/testing/tools.ts';
import { owner } from './live-server.ts';
import { startSignedIn } from './signed-in.ts';

type Channel = { id: number; name: string; kind: string; health: string; secret_fields: string[] };
type Notification = {
  event: string;
  status: string;
  destination: string;
  reason: string | null;
  title: string;
};

let desk: Awaited<ReturnType<typeof startSignedIn>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver();
  desk = await startSignedIn();
});
afterAll(async () => {
  await desk?.stop();
  await receiver?.stop();
});

const notification = (...words: string[]) => desk.fine('notification', ...words);
const json = <T>(...words: string[]) => desk.json<T>('notification', ...words);
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
/** What was told of an alert that is raised now, when it has been told. */
const toldOf = async (title: string, severity: string): Promise<Notification[]> => {
  await desk.fine('alert', 'create', '--title', title, '--severity', severity);
  const told = async () =>
    (await json<Notification[]>('history', '--all')).filter((row) => row.title === title);
  await expect
    .poll(async () => (await told()).map(({ status }) => status))
    .toEqual(expect.not.arrayContaining(['pending', 'none']));
  await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
  return await told();
};

describe('channels from the command line', () => {
  it('say how to make the first one, and what each kind takes', async () => {
    expect((await notification('channels', 'list')).stderr).toContain(
      'infraudit notification channels create',
    );
    const kinds = await json<{ kind: string; settings: { properties: object } }[]>('channels', 'kinds');
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['email', 'pagerduty', 'slack', 'teams', 'webhook']);
    expect((await notification('channels', 'kinds')).stdout).toMatch(/^slack .*webhook_url/m);
  });

  it('are made with secrets that nobody sees again, whatever those look like', async () => {
    const secret = '12345678901234567890e5';
    const create = ['notification', 'channels', 'create', '--name', 'ops', '--kind', 'webhook'];
    const made = await desk.cli(
      [...create, '--secret', `signing_secret=${secret}`, '--secret-stdin', 'webhook_url'],
      {
        stdin: `${receiver.url}/ops\n`,
      },
    );
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(made.stderr).toContain('infraudit notification channels test 1');
    expect(made.stdout).toMatch(/^Secrets set +signing_secret, webhook_url$/m);
    expect(made.stdout).toMatch(/^Default +yes/m);
    expect(JSON.stringify(await json('channels', 'list'))).not.toContain(secret);

    const tested = await notification('channels', 'test', 'ops');
    expect(tested.stdout).toMatch(/^Status +sent$/m);
    const [message] = receiver.received;
    const hmac = createHmac('sha256', secret)
      .update(message?.body ?? '')
      .digest('hex');
    expect(message).toMatchObject({ path: '/ops', headers: { 'x-infraaudit-signature': `sha256=${hmac}` } });
    expect((await notification('channels', 'list')).stdout).toMatch(/ ops +webhook +\w+ +yes/);
    expect((await desk.fine('__complete', 'notification', 'channels', 'test', '')).stdout).toContain('ops');
  });

  it('send a test and words of one’s own, and fail aloud', async () => {
    await notification('test', '--channel', 'webhook');
    await notification('test', '--channel', 'webhook', '--webhook-url', `${receiver.url}/elsewhere`);
    expect(receiver.received.at(-1)?.path).toBe('/elsewhere');
    const said = await json(
      'send',
      '--channel',
      '1',
      '--title',
      'Tonight',
      '--message',
      'Deploying at 18:00',
    );
    expect(said).toMatchObject({ status: 'sent', channel: 'ops' });
    expect(JSON.stringify(bodies().at(-1))).toContain('Deploying at 18:00');
    receiver.answers(404, 'gone');
    const failed = await desk.cli(['notification', 'send', '--channel', 'ops', '--message', 'x']);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^Why .*404/m);
    expect(failed.stdout).toMatch(/^Next +It fails until that is changed\.$/m);
    receiver.answers(200);
    const history = await json<Notification[]>(
      'history',
      '--channel',
      'ops',
      '--status',
      'failed',
      '--days',
      '1',
    );
    expect(history).toMatchObject([
      { event: 'notification.message', reason: expect.stringContaining('404') },
    ]);
    expect((await notification('history')).stderr).toMatch(/\d notifications/);
  });

  it('are changed, switched off and on, and deleted with their rules', async () => {
    const second = await json<Channel>(
      ...['channels', 'create', '--name', 'night', '--kind', 'webhook', '--disabled'],
      ...['--secret', `webhook_url=${receiver.url}/night`, '--secret', 'bearer_token=0.10'],
    );
    expect(second).toMatchObject({ enabled: false, secret_fields: ['bearer_token', 'webhook_url'] });
    const update = ['update', 'night'];
    expect(
      await json(...update, '--enabled', 'true', '--secret', 'signing_secret=0123456789abcdef'),
    ).toMatchObject({
      enabled: true,
      secret_fields: ['bearer_token', 'signing_secret', 'webhook_url'],
    });
    await notification('channels', 'test', 'night');
    expect(receiver.received.at(-1)?.headers.authorization).toBe('Bearer 0.10');
    expect(
      await json('channels', ...update, '--secret', 'bearer_token=', '--default', 'false'),
    ).toMatchObject({
      is_default: false,
      secret_fields: ['signing_secret', 'webhook_url'],
    });
    await notification('rules', 'create', '--channel', 'night', '--severity', 'low');
    expect(await desk.refused('notification', 'channels', 'delete', 'night')).toContain('with 1 rule?');
    const gone = await notification('channels', 'delete', 'night', '--yes');
    expect(gone.stderr).toContain('night is deleted with 1 rule');
    expect(await json<Channel[]>('channels', 'list')).toHaveLength(1);
    expect(await json<object[]>('rules', 'list')).toEqual([]);
  });
});

describe('rules from the command line', () => {
  it('send an alert to the channel that they name, and say why another is not told', async () => {
    expect((await notification('rules', 'list')).stderr).toContain('default channels');
    await notification(
      ...['channels', 'create', '--name', 'finops', '--kind', 'webhook'],
      ...['--secret', `webhook_url=${receiver.url}/finops`],
    );
    const rule = [
      '--severity',
      'high',
      '--type',
      'security,cost',
      '--tag',
      'version=1.10',
      '--tag',
      'Owner=',
    ];
    const made = await json<{ id: number }>(
      'rules',
      'create',
      '--channel',
      'finops',
      '--name',
      'urgent',
      ...rule,
    );
    expect(made).toMatchObject({ name: 'urgent', tags: { version: '1.10', Owner: '' } });
    const id = String(made.id);
    expect((await notification('rules', 'list')).stdout).toMatch(
      /urgent +high and worse, security\/cost, Owner version=1\.10/,
    );
    expect(await json('rules', 'update', id, '--tag', 'any', '--type', 'any')).toMatchObject({
      tags: {},
      alert_types: [],
      severity: 'high',
    });
    receiver.received.length = 0;
    const told = await toldOf('Key found', 'high');
    expect(told).toMatchObject([{ status: 'sent', destination: 'finops', event: 'alert.created' }]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/finops']);
    const alone = await toldOf('Owner unknown', 'low');
    expect(alone).toMatchObject([{ status: 'sent', destination: 'ops' }]);
  });

  it('hold back at night and are tried on what was, before they count', async () => {
    const night = ['--quiet-hours', '22:00-07:00', '--time-zone', 'Europe/Berlin'];
    const shown = await notification('rules', 'update', '2', ...night, '--severity', 'any');
    expect(shown.stdout).toMatch(/^When +not 22:00–07:00 Europe\/Berlin$/m);
    expect(shown.stdout).toMatch(/^About +everything$/m);
    const preview = await notification('rules', 'preview', '--severity', 'high', '--days', '7');
    expect(preview.stdout).toMatch(/alert\.created +high +Key found/i);
    expect(preview.stderr).toMatch(/1 message at once.*Nothing was sent/);
    expect(await json('preview', '--severity', 'critical', '--digest', '08:00')).toMatchObject({
      days: 30,
      messages: 0,
    });
    expect((await notification('preferences')).stdout).toContain('urgent');
    expect(await json('rules', 'update', '2', '--quiet-hours', 'off', '--enabled', 'false')).toMatchObject({
      quiet_hours: null,
      enabled: false,
    });
    expect(await desk.refused('notification', 'rules', 'delete', '2')).toContain('Add --yes');
    await notification('rules', 'delete', '2', '--yes');
    expect((await notification('rules', 'list')).stderr).toContain('No rules');
  });
});

describe('mails to oneself', () => {
  it('are shown and changed', async () => {
    const before = await notification('me');
    expect(before.stdout).toMatch(new RegExp(`^Mail to +${owner.email} \\(no mail server`, 'm'));
    const changed = await notification(
      ...[
        'me',
        '--alerts',
        'critical',
        '--assigned',
        'false',
        '--digest',
        '08:00',
        '--time-zone',
        'Asia/Tokyo',
      ],
    );
    expect(changed.stdout).toMatch(/^Summary +daily at 08:00 Asia\/Tokyo$/m);
    expect(
      await json('me', '--alerts', 'none', '--digest', 'off', '--quiet-hours', '22:00-07:00'),
    ).toMatchObject({
      alerts: null,
      assigned: false,
      digest: null,
      quiet_hours: { from: '22:00', to: '07:00', time_zone: 'UTC' },
    });
  });
});

it.each([
  [['history', '--days', '91'], '--days must be a whole number from 1 to 90'],
  [['history', '--channel', 'nothing'], 'Channel not found'],
  [['history', '--status', 'lost'], '--status: "lost" is not known'],
  [['test'], '--channel is missing'],
  [['test', '--channel', 'slack', '--to', 'nobody'], 'to'],
  [['test', '--channel', 'nothing', '--webhook-url', 'https://example.com'], 'kind'],
  [['send', '--channel', 'ops'], '--channel and --message are needed'],
  [['send', '--channel', 'nothing', '--message', 'x'], 'hannel not found'],
  [['preview', '--severity', 'hgih'], 'Did you mean high?'],
  [['preview', '--provider', '999'], 'provider_id'],
  [['me', '--alerts', 'all'], '--alerts: "all" is not known'],
  [['me', '--time-zone', 'Asia/Tokyo'], '--time-zone is of no use alone'],
  [['me', '--quiet-hours', '22-7'], '--quiet-hours: "22-7" is not a span of time'],
  [['me', '--digest', '8:00'], '--digest: "8:00" is not a time of day'],
  [['me', '--digest', '25:00'], 'digest'],
  [['update', 'ops'], 'Nothing to change is given'],
  [['update', 'nothing', '--enabled', 'true'], 'Channel not found'],
  [['update', 'ops', '--enabled', 'yes'], '--enabled: "yes" is not known'],
  [['channels', 'create', '--name', 'x'], '--name and --kind are needed'],
  [['channels', 'create', '--name', 'x', '--kind', 'slak'], 'Did you mean slack?'],
  [['channels', 'create', '--name', 'x', '--kind', 'webhook'], 'secrets.webhook_url: give the address'],
  [['channels', 'create', '--name', 'x', '--kind', 'slack', '--setting', 'chanel=a'], 'chanel'],
  [
    ['channels', 'create', '--name', 'x', '--kind', 'slack', '--secret', 'bot_token'],
    '--secret must be name=value',
  ],
  [['channels', 'create', '--name', 'ops', '--kind', 'webhook', '--secret', 'webhook_url=http://a'], 'name'],
  [['channels', 'test', 'nothing'], 'Channel not found'],
  [['channels', 'delete', 'nothing', '--yes'], 'Channel not found'],
  [['rules', 'create'], '--channel is missing'],
  [['rules', 'create', '--channel', 'nothing'], 'hannel not found'],
  [['rules', 'create', '--channel', 'ops', '--event', 'job.faild'], 'event'],
  [['rules', 'create', '--channel', 'ops', '--tag', 'Owner'], 'Write it as key=value'],
  [['rules', 'create', '--channel', 'ops', '--control', 'S3 *'], 'control'],
  [
    ['rules', 'create', '--channel', 'ops', '--quiet-hours', '22:00-07:00', '--time-zone', 'Berlin'],
    'time_zone',
  ],
  [['rules', 'update', '999', '--enabled', 'true'], 'ule not found'],
  [['rules', 'update', '999'], 'Nothing to change is given'],
  [['rules', 'delete', '999', '--yes'], 'ule not found'],
])('notification %j is answered with what is wrong and what to do', async (words, what) => {
  const said = await desk.refused('notification', ...words);
  expect(said).toContain(what);
  expect(said).toMatch(/^(Do|Why): /m);
  expect(said).not.toContain('defect of the command');
});

it('says who may change it', async () => {
  const said = await desk.refused('notification', 'rules', 'create', '--channel', 'ops', ...desk.asBen);
  expect(said).toContain('manage_settings');
});
