import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunOptions, runCli } from './fake-terminal.ts';
import { type Live, owner, startLive } from './live-server.ts';

let live: Live;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'infraudit-home-'));
  live = await startLive();
  const login = ['auth', 'login', '--server', live.url, '--email', owner.email, '--password-stdin'];
  await cli(login, { stdin: `${owner.password}\n` });
});
afterAll(async () => {
  await live?.stop();
  rmSync(home, { recursive: true, force: true });
});

const cli = (parameters: string[], options: RunOptions = {}) =>
  runCli(parameters, { ...options, environment: { HOME: home, ...options.environment } });
const fine = async (...parameters: string[]) => {
  const ran = await cli(parameters);
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
  return ran;
};

describe('reports from the command line', () => {
  let id: string;

  it('say how to make the first one', async () => {
    const ran = await fine('report', 'list');
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('infraudit report create');
  });

  it('do not pretend: without a scanned account there is no inventory', async () => {
    const ran = await cli(['report', 'create', 'inventory', '--wait']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('no account is connected');
  });

  it('are made, delivered and shown', async () => {
    const made = await fine(
      ...['report', 'create', 'job_activity', '--format', 'json', '--recipients', owner.email],
      ...['--wait', '-o', 'json'],
    );
    const report = JSON.parse(made.stdout) as { id: string; recipients: object[]; sha256: string };
    expect(report.recipients).toMatchObject([{ recipient: owner.email, status: 'delivered' }]);
    id = report.id;
    expect((await fine('report', 'get', id)).stdout).toContain(report.sha256);
    expect((await fine('report', 'list', '--kind', 'job_activity')).stdout).toContain(id);
  });

  it('refuse strangers by name', async () => {
    const ran = await cli(['report', 'create', 'job_activity', '--recipients', 'eve@elsewhere.example']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('eve@elsewhere.example');
  });

  it('are downloaded whole, never over another file, and noted as opened', async () => {
    const file = join(home, 'activity.json');
    const ran = await fine('report', 'download', id, '--file', file);
    expect(ran.stderr).toContain('fits');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'job_activity' });
    writeFileSync(file, 'mine');
    const again = await cli(['report', 'download', id, '--file', file]);
    expect(again.code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await fine('report', 'download', id, '--file', file, '--force');
    expect(existsSync(`${file}.part`)).toBe(false);
    const piped = await fine('report', 'download', id, '--file', '-');
    expect(piped.stdout).toBe(readFileSync(file, 'utf8'));
    const shown = JSON.parse((await fine('report', 'get', id, '-o', 'json')).stdout) as {
      deliveries: { opened: number };
    };
    expect(shown.deliveries.opened).toBe(1);
  });

  it('are deleted after a question', async () => {
    await fine('report', 'delete', id, '--yes');
    expect(await cli(['report', 'get', id])).toMatchObject({ code: 1, stdout: '' });
  });
});
