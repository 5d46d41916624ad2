import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
const json = async <T>(...parameters: string[]): Promise<T> =>
  JSON.parse((await fine(...parameters, '-o', 'json')).stdout) as T;
type Drift = { id: number; severity: string; resource_id: number; resource_type: string; status: string };

describe('the main loop from the command line', () => {
  it('asks to sign in first', async () => {
    const ran = await cli(['status', '--server', live.url]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('infraudit auth login');
  });

  it('refuses a wrong password', async () => {
    const login = ['auth', 'login', '--server', live.url, '--email', owner.email, '--password', 'wrong'];
    const ran = await cli(login);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('Sign-in was refused');
  });

  it('signs in, remembers the server, and keeps the tokens to itself', async () => {
    const ran = await cli(
      ['auth', 'login', '--server', live.url, '--email', owner.email, '--password-stdin'],
      {
        stdin: `${owner.password}\n`,
      },
    );
    expect(ran).toMatchObject({ code: 0, stdout: '' });
    const file = join(home, '.infraudit', 'config.yaml');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(file, 'utf8')).toContain(`server_url: ${live.url}`);
    expect(await json('auth', 'whoami')).toMatchObject({ email: owner.email, role: 'owner' });
  });

  it('says that nothing is connected, and how to connect', async () => {
    const ran = await fine('provider', 'list');
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('infraudit provider connect aws');
    expect((await fine('status')).stdout).toContain('nothing scanned yet');
  });

  it('names the field when AWS refuses the keys', async () => {
    const ran = await cli([
      ...['provider', 'connect', 'aws', '--name', 'acme', '--endpoint-url', live.sandbox.endpoint],
      ...['--access-key-id', 'AKIAAAAAAAAAAAAAAAAA', '--secret-access-key', 'x'.repeat(40)],
    ]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('accessKeyId');
  });

  it('connects an account by the keys of the environment and waits for its first sync', async () => {
    const { accessKeyId, secretAccessKey } = live.sandbox.credentials;
    const ran = await cli(
      [
        'provider',
        'connect',
        'aws',
        '--name',
        'acme',
        '--from-env',
        '--wait',
        '--endpoint-url',
        live.sandbox.endpoint,
      ],
      { environment: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } },
    );
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/^Found +\d{3}$/m);
    expect(ran.stderr).toContain('Sync of acme');
    expect(ran.stdout + ran.stderr).not.toContain(secretAccessKey);
  });

  it('lists the inventory in every format, whole with --all', async () => {
    const [provider] = await json<{ id: number; resource_count: number }[]>('provider', 'list');
    const all = await json<{ id: number }[]>('resource', 'list', '--all');
    expect(all).toHaveLength(provider?.resource_count ?? -1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(await json<unknown[]>('resource', 'list', '--limit', '7')).toHaveLength(7);
    const csv = (await fine('resource', 'list', '--type', 's3_bucket', '--limit', '1', '-o', 'csv')).stdout;
    expect(csv).toMatch(/^id,external_id,provider_id,/);
    const table = await fine('resource', 'list', '--type', 's3_bucket', '--limit', '3');
    expect(table.stdout.split('\n')[0]).toMatch(/^ *ID {2}NAME +TYPE +REGION/);
    expect(table.stderr).toMatch(/3 of \d+ resources \(--all shows the rest\) · scanned .* · coverage 100 %/);
  });

  it('exports as many rows as there are resources', async () => {
    const file = join(home, 'resources.csv');
    await fine('resource', 'export', '--file', file);
    const [provider] = await json<{ resource_count: number }[]>('provider', 'list');
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength((provider?.resource_count ?? 0) + 1);
  });

  it('finds no drift in an unchanged account', async () => {
    const ran = await cli(['drift', 'detect', '--fail-on', 'low']);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/^Opened +0 drifts$/m);
    expect(await json('drift', 'list')).toEqual([]);
  });

  it('finds the seven changes, and exits with 2 when they are as bad as --fail-on', async () => {
    live.sandbox.applyChanges();
    const sync = await json<{ counts: Record<string, number> }>('job', 'trigger', 'resource_sync', '--wait');
    expect(sync.counts.updated).toBe(7);
    const ran = await cli(['drift', 'detect', '--fail-on', 'critical', '-o', 'json']);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: 'succeeded', counts: { opened: 7 } });
  });

  it('lists them worst first, this severity and worse', async () => {
    const severities = (list: Drift[]) => list.map(({ severity }) => severity);
    expect(severities(await json('drift', 'list'))).toEqual([
      'critical',
      'critical',
      'high',
      'high',
      'high',
      'medium',
      'low',
    ]);
    expect(severities(await json('drift', 'list', '--severity', 'high'))).toHaveLength(5);
    expect(severities(await json('drift', 'list', '--severity', 'high,low'))).toHaveLength(4);
    const table = await fine('drift', 'list', '--severity', 'high');
    expect(table.stdout).toMatch(/\[!\] CRITICAL .* s3_bucket +BlockPublicAcls changed from true to false/);
    expect(table.stderr).toMatch(/^5 of 7 drifts · scanned .* · coverage 100 % · infraudit drift get \d+$/m);
  });

  it.each([
    ['critical', 2],
    ['low', 2],
  ])('drift list --fail-on %s exits with %i', async (severity, code) => {
    const ran = await cli(['drift', 'list', '--fail-on', severity, '-o', 'json']);
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.stdout)).toHaveLength(7);
  });

  it('shows one with both sides and who did it', async () => {
    const [worst] = await json<Drift[]>('drift', 'list', '--resource-type', 's3_bucket');
    const ran = await fine('drift', 'get', String(worst?.id));
    expect(ran.stdout).toContain('    - true\n    + false\n');
    expect(ran.stdout).toContain('PutBucketPublicAccessBlock');
    expect(ran.stdout).toContain('A drift was detected.');
    expect(ran.stderr).toContain(`${live.url}/drifts/${worst?.id}`);
  });

  it('fits the table into a narrow terminal', async () => {
    const ran = await cli(['drift', 'list', '--no-color'], { columns: 70 });
    for (const line of ran.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(70);
    expect(ran.stdout).toContain('…');
  });

  it('investigates, resolves with a new baseline, and compares the two baselines', async () => {
    const [drift] = await json<Drift[]>('drift', 'list', '--resource-type', 'ec2_instance');
    const id = String(drift?.id);
    expect(await json('drift', 'investigate', id)).toMatchObject({ status: 'investigating' });
    expect(await json('drift', 'resolve', id, '--capture-baseline', '--note', 'resized')).toMatchObject({
      status: 'resolved',
      resolution_reason: 'baseline_updated',
    });
    const [now, before] = await json<{ id: number; is_active: boolean }[]>(
      'baseline',
      'list',
      '--resource',
      String(drift?.resource_id),
    );
    const compared = await fine('baseline', 'diff', String(before?.id), String(now?.id));
    expect(compared.stdout).toContain('InstanceType');
    const against = await fine('drift', 'detect', '--baseline', String(before?.id));
    expect(against.stdout).toMatch(/^Opened +0 drifts\nDifferences +1$/m);
    expect(
      (await cli(['drift', 'detect', '--baseline', String(before?.id), '--fail-on', 'low'])).stderr,
    ).toContain('an older baseline opens none');
    expect((await cli(['drift', 'investigate', id])).code).toBe(1);
  });

  it('previews, creates and deletes a rule that hides a path', async () => {
    const preview = await json<unknown[]>(
      'drift',
      'rules',
      'preview',
      '--path',
      'Tags',
      '--resource-type',
      'ebs_volume',
    );
    expect(preview).toHaveLength(1);
    const rule = await json<{ id: number }>(
      'drift',
      'rules',
      'create',
      '--path',
      'Tags',
      '--resource-type',
      'ebs_volume',
      '--reason',
      'by hand',
      '--expires',
      '30d',
    );
    expect((await fine('drift', 'rules', 'list')).stdout).toContain('in 29 d');
    await fine('drift', 'rules', 'delete', String(rule.id), '--yes');
    expect(await json('drift', 'rules', 'list')).toEqual([]);
  });

  it('shows jobs, their runs and their logs', async () => {
    const types = (await json<{ type: string }[]>('job', 'list')).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['drift_detection', 'resource_sync']));
    expect(await json('job', 'disable', 'drift_detection')).toMatchObject({ state: 'disabled' });
    await fine('job', 'enable', 'drift_detection');
    const [run] = await json<{ id: number }[]>('job', 'executions', 'resource_sync', '--limit', '1');
    const followed = await fine('job', 'log', String(run?.id), '--follow');
    expect(followed.stdout).toMatch(/^\d{4}-.* INFO .*acme/m);
    const lines = await json<{ sequence: number }[]>('job', 'log', String(run?.id), '--lines', '2');
    expect(lines).toHaveLength(2);
    const unknown = await cli(['job', 'trigger', 'no_such_job']);
    expect(unknown.code).toBe(1);
  });

  it('says what is granted, and prints the policy and the role template', async () => {
    const ran = await fine('provider', 'preflight', '1');
    expect(ran.stderr).toMatch(/granted/);
    const policy = JSON.parse((await fine('provider', 'policy')).stdout) as unknown;
    expect(JSON.stringify(policy)).toContain('s3:GetBucketPublicAccessBlock');
    expect(await fine('provider', 'role-template', '--new-external-id')).toMatchObject({
      stdout: expect.stringContaining('AWSTemplateFormatVersion'),
      stderr: expect.stringContaining('External id: infraudit-'),
    });
  });

  it('proves the audit log and tells its story', async () => {
    const verified = await json<{ verified: boolean; events: number }>('audit', 'verify');
    expect(verified.verified).toBe(true);
    expect(await json<unknown[]>('audit', 'list', '--all')).toHaveLength(verified.events);
    const connected = await json<{ action: string }[]>('audit', 'list', '--action', 'provider.connected');
    expect(connected).toHaveLength(1);
  });

  it('tells what could not be seen, which permission is missing, and below every list that something is', async () => {
    live.sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    await fine('provider', 'sync', '1', '--wait');
    live.sandbox.faults.clear();
    const coverage = await fine('provider', 'coverage', '1');
    expect(coverage.stdout).toMatch(/^s3_bucket .* denied +s3:GetBucketPublicAccessBlock/m);
    expect(coverage.stderr).toMatch(/9\d\.\d %: .* infraudit provider policy prints what to grant/);
    expect((await fine('drift', 'list')).stderr).toMatch(
      /coverage 9\d\.\d % \(\d+ gaps?: infraudit provider coverage 1\)/,
    );
    const [bucket] = await json<{ id: number }[]>('resource', 'list', '--type', 's3_bucket');
    expect((await fine('resource', 'get', String(bucket?.id))).stdout).toContain('Not readable, so unknown:');
  });

  it('resolves what was reverted', async () => {
    live.sandbox.revertChanges();
    await fine('provider', 'sync', '1', '--wait');
    await fine('drift', 'detect');
    const left = await json<Drift[]>('drift', 'list');
    // The instance was accepted at its new size, so going back is a change again.
    expect(left.map((drift) => drift.resource_type)).toEqual(['ec2_instance']);
  });

  it('completes ids with their meaning', async () => {
    const ran = await cli(['__complete', 'provider', 'get', '']);
    expect(ran.stdout).toBe('1\tacme\n');
  });

  it('gives and takes back the right to write, apart from reading', async () => {
    const policy = JSON.parse((await fine('provider', 'write-access', 'policy')).stdout) as object;
    expect(JSON.stringify(policy)).toContain('tag:TagResources');
    const { accessKeyId, secretAccessKey } = live.sandbox.credentials;
    const granted = await cli(
      [
        ...['provider', 'write-access', 'grant', '1', '--access-key-id', accessKeyId, '--secret-stdin'],
        ...['--endpoint-url', live.sandbox.endpoint],
      ],
      { stdin: `${secretAccessKey}\n` },
    );
    expect(granted, granted.stderr).toMatchObject({ code: 0 });
    expect(granted.stderr).toContain('Approved plans may now change acme');
    const shown = await json<{ write_access: { configured: boolean } }>('provider', 'get', '1');
    expect(shown.write_access.configured).toBe(true);
    expect(JSON.stringify(shown)).not.toContain(secretAccessKey);
    await fine('provider', 'write-access', 'revoke', '1', '--yes');
    expect(await json('provider', 'get', '1')).toMatchObject({ write_access: { configured: false } });
  });

  it('disconnects, and the history stays', async () => {
    await fine('provider', 'disconnect', '1', '--yes');
    expect(await json('provider', 'list')).toEqual([]);
    expect(await json<unknown[]>('provider', 'list', '--all')).toHaveLength(1);
    expect((await cli(['provider', 'sync', '1'])).stderr).toContain('disconnected');
  });

  it('takes an API key from the environment, and a viewer may not triage', async () => {
    const { token } = await signIn();
    const answer = await fetch(`${live.url}/api/v1/settings/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'pipeline', role: 'viewer' }),
    });
    const { key } = (await answer.json()) as { key: string };
    const environment = { INFRAUDIT_TOKEN: key };
    expect((await cli(['drift', 'list', '-o', 'json'], { environment })).code).toBe(0);
    const stored = ['--config', join(home, 'key.yaml')];
    const login = await cli(['auth', 'login', '--server', live.url, '--token-stdin', ...stored], {
      stdin: key,
    });
    expect(login, login.stderr).toMatchObject({ code: 0 });
    expect(login.stdout + login.stderr).not.toContain(key);
    expect(await json('auth', 'whoami', ...stored)).toMatchObject({ auth: 'api_key', role: 'viewer' });
    const refused = await cli(['drift', 'resolve', '1'], { environment });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('permission triage');
  });

  it('renews an access token that the server no longer takes', async () => {
    const file = join(home, '.infraudit', 'config.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^( {2}token: ).*$/m, '$1nonsense'));
    await fine('status');
    expect(readFileSync(file, 'utf8')).not.toContain('nonsense');
  });

  it('joins by an invitation', async () => {
    const { token } = await signIn();
    const answer = await fetch(`${live.url}/api/v1/settings/team/invite`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ben@example.com', role: 'auditor' }),
    });
    const { link } = (await answer.json()) as { link: string };
    const config = join(home, 'ben.yaml');
    const ran = await cli(
      [
        'auth',
        'register',
        '--server',
        live.url,
        '--config',
        config,
        '--invitation',
        link,
        '--name',
        'Ben',
        '--password-stdin',
      ],
      { stdin: 'another long password\n' },
    );
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(await json('auth', 'whoami', '--config', config)).toMatchObject({
      email: 'ben@example.com',
      role: 'auditor',
    });
  });

  it('signs out here and on the server', async () => {
    const before = readFileSync(join(home, '.infraudit', 'config.yaml'), 'utf8');
    const refreshToken = /refresh_token: (\S+)/.exec(before)?.[1];
    await fine('auth', 'logout');
    expect((await cli(['status'])).code).toBe(1);
    const answer = await fetch(`${live.url}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token: refreshToken }),
    });
    expect(answer.status).toBe(401);
  });
});

async function signIn(): Promise<{ token: string }> {
  const answer = await fetch(`${live.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  });
  return (await answer.json()) as { token: string };
}
