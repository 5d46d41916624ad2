import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, runCli } from './fake-terminal.ts';
import { type Live, owner, startLive } from './live-server.ts';

type Made = { id: string; secret: string; url: string };
type Delivery = { id: string; event: string; status: string; status_code: number };

let live: Live;
let home: string;
let receiver: Server;
let url: string;
let status = 204;
const received: { headers: Record<string, string>; body: string }[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'infraudit-home-'));
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  live = await startLive();
  const login = ['auth', 'login', '--server', live.url, '--email', owner.email, '--password-stdin'];
  await cli(login, { stdin: `${owner.password}\n` });
});
afterAll(async () => {
  await live?.stop();
  receiver.closeAllConnections();
  receiver.close();
  rmSync(home, { recursive: true, force: true });
});

const cli = (parameters: string[], options: RunOptions = {}) =>
  runCli(parameters, { ...options, environment: { HOME: home, ...options.environment } });
const fine = async (...parameters: string[]) => {
  const ran = await cli(parameters);
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
  return ran;
};
const json = async <T>(...parameters: string[]): Promise<T> =>
  JSON.parse((await fine(...parameters, '-o', 'json')).stdout) as T;

describe('webhooks from the command line', () => {
  let made: Made;

  it('say how to make the first one, and what there is to hear of', async () => {
    expect((await fine('webhook', 'list')).stderr).toContain('infraudit webhook create');
    const events = await json<{ event: string }[]>('webhook', 'events');
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['drift.detected', 'job.completed', 'ping']),
    );
  });

  it('are made with a secret that is shown once, and tested', async () => {
    made = await json<Made>(
      ...['webhook', 'create', '--name', 'audit', '--url', url, '--events', 'drift.detected,job.failed'],
    );
    expect(made.secret).toMatch(/^whsec_/);
    const tested = await fine('webhook', 'test', made.id);
    expect(tested.stdout).toMatch(/^Status +success$/m);
    expect(tested.stdout).toContain('answered 204');
    expect((await fine('webhook', 'get', made.id)).stdout).not.toContain(made.secret);
    expect((await fine('webhook', 'list')).stdout).toContain('audit');
    expect((await fine('__complete', 'webhook', 'get', '')).stdout).toContain(made.id);
  });

  it('messages are checked without a server', async () => {
    const last = received.at(-1);
    const file = join(home, 'body.json');
    writeFileSync(file, last?.body ?? '');
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-infraaudit-signature'];
    const headers = names.flatMap((name) => ['--header', `${name}: ${last?.headers[name]}`]);
    const verify = (...more: string[]) => cli(['webhook', 'verify', '--body', file, ...headers, ...more]);
    expect(await verify('--secret', made.secret)).toMatchObject({ code: 0 });
    const forged = await verify('--secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(forged.code).toBe(1);
    expect(forged.stderr).toContain('does not hold');
    const piped = await cli(['webhook', 'verify', '--body', '-', ...headers.slice(6)], {
      stdin: last?.body ?? '',
      environment: { INFRAUDIT_WEBHOOK_SECRET: made.secret },
    });
    expect(piped).toMatchObject({ code: 0 });
    expect(piped.stderr).toContain('cannot tell a replay');
  });

  it('a ping that does not arrive is an error, with its answer; it can be sent again', async () => {
    status = 500;
    const failed = await cli(['webhook', 'test', made.id]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('it answered 500');
    const [delivery] = await json<Delivery[]>('webhook', 'deliveries', made.id, '--status', 'failed');
    expect(delivery).toMatchObject({ event: 'ping', status_code: 500 });
    status = 204;
    const count = received.length;
    await fine('webhook', 'redeliver', made.id, delivery?.id ?? '');
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(count + 1);
    expect(received.at(-1)?.headers['webhook-id']).toBe(delivery?.id);
    expect((await fine('webhook', 'deliveries', made.id, delivery?.id ?? '')).stdout).toContain(
      'answered 500',
    );
  });

  it('get a new secret, are disabled, enabled and deleted', async () => {
    const rotated = await json<{ secret: string; former_secret_until: string | null }>(
      ...['webhook', 'rotate-secret', made.id, '--overlap', '0', '--yes'],
    );
    expect(rotated.secret).not.toBe(made.secret);
    expect(rotated.former_secret_until).toBeNull();
    expect(await json('webhook', 'update', made.id, '--disable')).toMatchObject({ status: 'disabled' });
    const refused = await cli(['webhook', 'test', made.id]);
    expect(refused.stderr).toContain('enable it first');
    expect(await json('webhook', 'update', made.id, '--enable', '--name', 'renamed')).toMatchObject({
      status: 'active',
      name: 'renamed',
    });
    await fine('webhook', 'delete', made.id, '--yes');
    expect((await cli(['webhook', 'get', made.id])).stderr).toMatch(/not found/i);
  });

  it.each([
    [['create', '--name', 'x', '--url', 'https://example.com'], '--name, --url and --events are needed'],
    [['create', '--name', 'x', '--url', 'https://example.com', '--events', 'drift.nothing'], 'events'],
    [['create', '--name', 'x', '--url', 'not an address', '--events', '*'], 'https://'],
    [
      ['create', '--name', 'x', '--url', 'https://example.com', '--events', '*', '--secret', 'short'],
      'secret',
    ],
    [['get', 'wh_nothing'], 'id: must look like wh_'],
    [['list', '--limit', 'x'], '--limit must be a whole number'],
    [['update', 'wh_nothing'], 'Nothing is to be changed'],
    [['update', 'wh_nothing', '--enable', '--disable'], 'exclude each other'],
    [['update', 'wh_nothing', '--enable'], 'id: must look like wh_'],
    [['delete', 'wh_nothing', '--yes'], 'id: must look like wh_'],
    [['test', 'wh_nothing'], 'id: must look like wh_'],
    [['events', 'drift.detected'], 'Too many arguments'],
    [['deliveries', 'wh_nothing'], 'id: must look like wh_'],
    [['deliveries', 'wh_nothing', '--status', 'lost'], '--status: "lost" is not known'],
    [['redeliver', 'wh_nothing', 'dlv_nothing'], 'delivery_id: must look like dlv_'],
    [['rotate-secret', 'wh_nothing', '--overlap', '169'], '--overlap must be a whole number from 0 to 168'],
    [['rotate-secret', 'wh_nothing', '--yes'], 'id: must look like wh_'],
    [['verify', '--body', '-'], '--secret is missing'],
    [
      ['verify', '--secret', 'whsec_AAAA', '--body', '-', '--header', 'webhook-id'],
      "--header must be 'name: value'",
    ],
    [
      ['verify', '--secret', 'whsec_AAAA', '--body', '/nowhere/body.json'],
      '/nowhere/body.json cannot be read',
    ],
  ])('%j is answered with what is wrong and what to do', async (words, what) => {
    const ran = await cli(['webhook', ...words]);
    expect(ran.code, ran.stdout).toBe(1);
    expect(ran.stderr).toContain(what);
    expect(ran.stderr).toMatch(/^(Do|Why): /m);
    expect(ran.stderr).not.toContain('defect of the command');
  });
});
