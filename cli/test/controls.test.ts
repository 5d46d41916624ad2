import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owner } from './live-server.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';

let cli: SignedIn & { asBen: string[] };
let folder: string;
const example = fileURLToPath(
  new URL('../../examples/custom-controls/buckets-have-an-owner.yaml', import.meta.url),
);
const id = 'custom-buckets-have-an-owner';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-controls-'));
  cli = await startSignedIn();
});
afterAll(async () => {
  await cli?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is judged at all is decided on the web. */
async function enable(framework: string): Promise<void> {
  const post = (path: string, body: object, token?: string) =>
    fetch(`${cli.live.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const { token } = (await (await post('/auth/login', owner)).json()) as { token: string };
  expect((await post(`/compliance/frameworks/${framework}/enable`, {}, token)).status).toBeLessThan(300);
}

describe('controls from the command line', () => {
  it('are tried before they are saved', async () => {
    const tried = await cli.fine('control', 'try', '--file', example);
    expect(tried.stdout).toContain('fail');
    expect(tried.stderr).toMatch(/\d+ fail/);
    const rows = await cli.json<{ status: string }[]>(
      ...['control', 'try', '--type', 's3_bucket', '--check', 'name != ""', '--limit', '2'],
    );
    expect(rows.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  it('say where an expression is wrong', async () => {
    const said = await cli.refused(
      'control',
      'try',
      '--type',
      's3_bucket',
      '--check',
      'configuration.Tagz == null',
    );
    expect(said).toContain('Did you mean Tags?');
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, readFileSync(example, 'utf8').replace('"owner" in tags', '"owner" in tagz'));
    expect(await cli.refused('control', 'apply', '--file', file)).toContain('There is no name tagz');
  });

  it('are saved, and saved again only when they differ', async () => {
    const apply = () =>
      cli.json<{ outcome: string; version: number }[]>('control', 'apply', '--file', example);
    expect(await apply()).toMatchObject([{ id, outcome: 'created', version: 1 }]);
    expect(await apply()).toMatchObject([{ outcome: 'unchanged', version: 1 }]);
    const changed = await cli.cli(['control', 'apply', '--file', '-', '-o', 'json'], {
      stdin: readFileSync(example, 'utf8').replace('severity: low', 'severity: medium'),
    });
    expect(JSON.parse(changed.stdout)).toMatchObject([{ outcome: 'updated', version: 2 }]);
    expect((await cli.fine('control', 'show', id)).stdout).toContain('"owner" in tags');
    expect(await cli.json('control', 'show', id, '--versions')).toHaveLength(2);
  });

  it('are judged with the others', async () => {
    await enable('cis-aws');
    await cli.fine('job', 'trigger', 'compliance_check', '--wait');
    const [row] = await cli.json<{ custom: boolean; status: string; counts: { fail: number } }[]>(
      ...['control', 'list', '--custom'],
    );
    expect(row).toMatchObject({ id, custom: true, status: 'fail' });
    expect(row?.counts.fail).toBeGreaterThan(0);
    expect((await cli.fine('control', 'list', '--search', 'versioned')).stdout).toContain('aws-s3');
  });
});

describe('exceptions from the command line', () => {
  let exception: number;

  it('are asked for by one person and approved by another', async () => {
    const asked = await cli.json<{ id: number; state: string; finding_count: number }>(
      ...['compliance', 'exception', 'request', '--control', id, '--name', '*', '--expires', '30d'],
      ...['--owner', 'Data team', '--reason', 'They are tagged next month.'],
    );
    expect(asked).toMatchObject({ state: 'requested' });
    exception = asked.id;
    const own = await cli.refused('compliance', 'exception', 'approve', String(exception), '--yes');
    expect(own).toContain('Separation of duties');
    const byBen = ['compliance', 'exception', 'approve', String(exception), '--yes', ...cli.asBen];
    expect((await cli.fine(...byBen)).stdout).toContain('not as passed');
    expect((await cli.fine('compliance', 'exception', 'get', String(exception))).stdout).toContain(
      'Data team',
    );
  });

  it('make nothing pass', async () => {
    const [row] = await cli.json<
      { status: string; counts: { pass: number; fail: number; excepted: number } }[]
    >(...['control', 'list', '--custom']);
    expect(row).toMatchObject({ status: 'excepted', counts: { pass: 0, fail: 0 } });
    expect(row?.counts.excepted).toBeGreaterThan(0);
  });

  it('are listed and end', async () => {
    expect((await cli.fine('compliance', 'exception', 'list', '--state', 'active')).stdout).toContain(id);
    await cli.fine('compliance', 'exception', 'revoke', String(exception), '--yes', '--reason', 'tagged');
    const [row] = await cli.json<{ status: string }[]>('control', 'list', '--custom');
    expect(row).toMatchObject({ status: 'fail' });
  });
});

describe('attestations from the command line', () => {
  it('are made with a file, listed, downloaded and withdrawn', async () => {
    const [manual] = (
      await cli.json<{ requirement: string; controls: string[] }[]>(
        ...['compliance', 'mapping', '--framework', 'cis-aws'],
      )
    ).filter(({ controls }) => controls.length === 0);
    if (manual === undefined) throw new Error('controls judge everything');
    const minutes = join(folder, 'minutes.pdf');
    writeFileSync(minutes, '%PDF-1.7 minutes');
    const made = await cli.json<{ id: number; file: { sha256: string } }>(
      ...['compliance', 'attestation', 'create', '--framework', 'cis-aws'],
      ...['--requirement', manual.requirement, '--file', minutes, '--valid-until', '180d'],
      ...['--statement', 'The contacts were called and answered.'],
    );
    const listed = await cli.fine('compliance', 'attestation', 'list', '--framework', 'cis-aws');
    expect(listed.stdout).toContain('minutes.pdf');
    const target = join(folder, 'copy.pdf');
    await cli.fine('compliance', 'attestation', 'download', String(made.id), '--file', target);
    expect(existsSync(target) && readFileSync(target, 'utf8')).toBe('%PDF-1.7 minutes');
    await cli.fine('compliance', 'attestation', 'withdraw', String(made.id), '--yes');
    expect(await cli.json('compliance', 'attestation', 'list', '--state', 'withdrawn')).toHaveLength(1);
  });

  it('outlive the control that is deleted', async () => {
    await cli.fine('control', 'delete', id, '--yes');
    expect(await cli.json('control', 'list', '--custom')).toEqual([]);
  });
});
