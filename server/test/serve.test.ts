import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { moveToDatabase } from '../src/main/admin.ts';
import { freshPgliteFolder, freshPostgresUrl } from '../src/platform/db/testing.ts';

const program = fileURLToPath(new URL('../src/main/serve.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-serve-'));
  mkdirSync(join(folder, '.data'));
  renameSync(await freshPgliteFolder(), join(folder, '.data', 'database'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Running = { child: ChildProcess; output: () => string; url: string; ended: Promise<number | null> };
const key = 'ab'.repeat(32);

const publishedMetrics = [
  ...['http_requests_total', 'http_request_duration_seconds', 'db_query_duration_seconds'],
  ...['db_connections_open', 'db_connections_idle', 'drifts_total', 'providers_total', 'resources_total'],
  ...['job_executions_total', 'job_duration_seconds', 'job_last_success_timestamp'],
];

/** Starts the program as `npm start` does; resolves when it is ready or has ended. */
function start(env: Record<string, string> = {}, args: string[] = []): Promise<Running> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ENCRYPTION_KEY: key, SERVER_PORT: '0', LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return new Promise((resolve) => {
    const done = () => {
      const ready = output.split('\n').find((line) => line.includes('InfraAudit is ready'));
      const url = ready === undefined ? '' : ((JSON.parse(ready) as { url?: string }).url ?? '');
      resolve({ child, output: () => output, url, ended });
    };
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (/InfraAudit is ready[^\n]*\n/.test(output)) done();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', done);
  });
}

describe('the program', () => {
  test('starts, answers, stops in order on SIGTERM, and leaves a copy and no lock', async () => {
    const running = await start();
    expect(await (await fetch(`${running.url}/readyz`)).json()).toEqual({ status: 'ready', database: 'ok' });
    expect(await (await fetch(`${running.url}/api/v1/setup`)).json()).toMatchObject({ setup_required: true });
    const metrics = await (await fetch(`${running.url}/metrics`)).text();
    for (const name of publishedMetrics) expect(metrics).toContain(`# TYPE infraudit_${name} `);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.output()).toContain('"msg":"stopped"');
    expect(readdirSync(join(folder, '.data')).sort()).toEqual(['copies', 'database']);
    expect(readdirSync(join(folder, '.data', 'copies'))).toHaveLength(1);
  });

  test('says what it is, what is not scheduled, and how to begin', async () => {
    writeFileSync(
      join(folder, '.env'),
      'JOB_DRIFT_DETECTION_SCHEDULE=0 * * * *\nJOB_COST_SYNC_SCHEDULE=0 3 * * *\n',
    );
    const running = await start();
    running.child.kill('SIGTERM');
    await running.ended;
    const said = running.output();
    expect(said).toContain('production means PostgreSQL');
    expect(said).toContain('resource_sync is not scheduled: JOB_RESOURCE_SYNC_SCHEDULE is not set');
    expect(said).not.toContain('drift_detection is not scheduled');
    expect(said).toMatch(/cost_sync.*not part of this version/);
    expect(said).toContain('create the owner');
  });

  test('makes the first owner without a browser, and never writes the password to the log', async () => {
    const password = 'correct horse battery';
    const owner = { INFRAUDIT_OWNER_EMAIL: 'owner@example.org', INFRAUDIT_OWNER_PASSWORD: password };
    const running = await start({ ...owner, LOG_LEVEL: 'debug' });
    const answer = await fetch(`${running.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.INFRAUDIT_OWNER_EMAIL, password }),
    });
    expect(answer.status).toBe(200);
    running.child.kill('SIGTERM');
    await running.ended;
    expect(running.output()).not.toContain(password);
    expect(running.output()).not.toContain(key);
  });

  test('a second process on the same folder is told who holds it', async () => {
    const first = await start();
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`in use by process ${first.child.pid}`);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  test('a killed process is followed by one that works', async () => {
    const first = await start();
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start();
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  });

  test.each([
    [{ JOB_RESOURCE_SYNC_SCHEDULE: 'sometimes' }, /JOB_RESOURCE_SYNC_SCHEDULE .*fields/],
    [{ SERVER_PORT: 'http' }, /SERVER_PORT must be a whole number/],
    [
      { INFRAUDIT_ROLE: 'worker' },
      /role worker is for several processes on one PostgreSQL: set DATABASE_URL/,
    ],
    [{ INFRAUDIT_ROLE: 'boss' }, /INFRAUDIT_ROLE must be/],
    [{ ENCRYPTION_KEY: 'short' }, /ENCRYPTION_KEY must be 64 hexadecimal/],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' }, /PostgreSQL server does not answer.*DATABASE_URL/],
  ])('with %j it does not start and says why', async (env, message) => {
    const running = await start(env);
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(message);
    expect(running.output()).not.toContain('at ');
  });

  test('does not invent a new key beside an old database', async () => {
    const running = await start({ ENCRYPTION_KEY: '' });
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain('Put the old .env back');
  });

  test('offers the newest copy of a folder that does not open, and puts it in place', async () => {
    const first = await start();
    first.child.kill('SIGTERM');
    await first.ended;
    writeFileSync(join(folder, '.data', 'database', 'global', 'pg_control'), 'rubbish');
    const broken = await start();
    expect(await broken.ended).toBe(1);
    const name = /npm start -- --restore (\S+)/.exec(broken.output())?.[1] ?? '';
    const restored = await start({}, ['--restore', name]);
    expect(await restored.ended).toBe(0);
    expect(existsSync(join(folder, '.data', 'database', 'PG_VERSION'))).toBe(true);
    const again = await start();
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
  });
});

describe.skipIf(inject('postgresDoor') === null)('processes on one PostgreSQL', () => {
  test('divide the work by their roles', async () => {
    const credentials = { email: 'owner@example.org', password: 'correct horse battery' };
    const env = {
      DATABASE_URL: await freshPostgresUrl(),
      SESSION_SECRET: 'cd'.repeat(32),
      INFRAUDIT_OWNER_EMAIL: credentials.email,
      INFRAUDIT_OWNER_PASSWORD: credentials.password,
      JOB_DRIFT_DETECTION_SCHEDULE: '* * * * * *',
    };
    const api = await start(env, ['--role', 'api']);
    const call = async (path: string, init: RequestInit = {}) =>
      (await (await fetch(`${api.url}/api/v1${path}`, init)).json()) as {
        token: string;
        data: { status: string; error_code: string }[];
      };
    const headers = { 'content-type': 'application/json' };
    const { token } = await call('/auth/login', {
      method: 'POST',
      headers,
      body: JSON.stringify(credentials),
    });
    const runs = async (status: string) =>
      (
        await call(`/executions?per_page=100&status=${status}`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).data;
    expect(await runs('queued')).toEqual([]);
    const scheduler = await start({ ...env, INFRAUDIT_ROLE: 'scheduler' });
    expect(scheduler.url).toBe('');
    await expect.poll(async () => (await runs('queued')).length, { timeout: 60_000 }).toBe(1);
    await start(env, ['--role', 'worker']);
    const ran = async () => (await runs('skipped')).map((run) => run.error_code);
    await expect.poll(ran, { timeout: 60_000 }).toContain('nothing_to_compare');
  });
});

describe.skipIf(inject('postgresDoor') === null)('moving to PostgreSQL', () => {
  test('carries the installation over: the same people sign in there', async () => {
    const owner = {
      INFRAUDIT_OWNER_EMAIL: 'owner@example.org',
      INFRAUDIT_OWNER_PASSWORD: 'correct horse battery',
    };
    const before = await start(owner);
    before.child.kill('SIGTERM');
    await before.ended;
    const url = await freshPostgresUrl();
    const own = process.env.ENCRYPTION_KEY;
    process.env.ENCRYPTION_KEY = key;
    try {
      expect(await moveToDatabase(folder, url, () => undefined)).toMatchObject({
        from: 'pglite',
        to: 'postgres',
      });
      await expect(moveToDatabase(folder, url, () => undefined)).rejects.toThrow(/not empty/);
    } finally {
      if (own === undefined) delete process.env.ENCRYPTION_KEY;
      else process.env.ENCRYPTION_KEY = own;
    }
    const after = await start({ DATABASE_URL: url });
    const answer = await fetch(`${after.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.INFRAUDIT_OWNER_EMAIL, password: owner.INFRAUDIT_OWNER_PASSWORD }),
    });
    expect(answer.status).toBe(200);
    after.child.kill('SIGTERM');
    expect(await after.ended).toBe(0);
    expect(readFileSync(join(folder, '.env'), 'utf8')).not.toContain(key);
  });
});
