import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../server/src/core/scope.ts';
import { recordSystemAudit } from '../../server/src/domain/govern/audit-log/index.ts';
import { sealEvidence } from '../../server/src/domain/govern/evidence/index.ts';
import { organizationScope } from '../../server/src/domain/govern/tenancy/index.ts';
import { runCli } from './fake-terminal.ts';
import { type Live, owner, startLive } from './live-server.ts';

let live: Live;
let home: string;
let whole: string;
let part: string;
let key: string;

const cli = (...parameters: string[]) => runCli(parameters, { environment: { HOME: home } });
/** As on another machine: nobody is signed in and there is no server. */
const offline = (...parameters: string[]) => runCli(parameters, { environment: { HOME: '/nowhere' } });
async function fine(...parameters: string[]) {
  const ran = await cli(...parameters);
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
  return ran;
}
const file = (name: string, text?: string) => {
  const path = join(home, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'infraudit-proof-'));
  live = await startLive();
  const { email, password } = owner;
  await fine('auth', 'login', '--server', live.url, '--email', email, '--password', password);
  await live.server.platform.database.asSystem(systemScope('a suite fills the log'), async (tx) => {
    for (let id = 1; id <= 40; id++)
      await recordSystemAudit(tx, 1, { action: 'drift.resolved', target: { type: 'drift', id } });
  });
  whole = file('whole.jsonl');
  await fine('audit', 'export', '--file', whole);
  part = file('part.jsonl');
  await fine('audit', 'export', '--from', '10', '--to', '20', '--file', part);
  const [checkpoint] = JSON.parse((await fine('audit', 'checkpoints', '-o', 'json')).stdout) as {
    key_id: string;
  }[];
  const head = JSON.parse(readFileSync(whole, 'utf8').split('\n')[0] ?? '') as {
    keys: { keyId: string; publicKey: string }[];
  };
  key = head.keys.find(({ keyId }) => keyId === checkpoint?.key_id)?.publicKey ?? '';
});
afterAll(async () => {
  await live?.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('an export of the audit log', () => {
  it('is verified on a machine that knows no server', async () => {
    for (const name of [whole, part]) {
      const ran = await offline('audit', 'verify', name);
      expect(ran, ran.stderr).toMatchObject({ code: 0 });
      expect(ran.stdout).toContain('[+] yes');
      expect(ran.stderr).toContain('came out of the file itself');
    }
    const ran = await offline('audit', 'verify', part, '--key', key, '-o', 'json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      intact: true,
      first: 10,
      last: 20,
      events: 11,
      key_from: 'given',
      problems: [],
    });
    expect(ran.stderr).toBe('');
  });

  it('names what was changed, removed and swapped, and exits with 1', async () => {
    const lines = readFileSync(whole, 'utf8').split('\n');
    const changed = [...lines];
    changed[5] = (changed[5] ?? '').replace('"outcome":"succeeded"', '"outcome":"failed"');
    [changed[10], changed[20]] = [changed[20] ?? '', changed[10] ?? ''];
    changed.splice(30, 1);
    const ran = await offline('audit', 'verify', file('changed.jsonl', changed.join('\n')));
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.stdout).toContain('Event 5 was changed: its content does not give its hash');
    expect(ran.stdout).toContain('Events 10 and 20 have changed places');
    expect(ran.stdout).toContain('Event 30 is missing');
    const answer = await offline('audit', 'verify', file('changed.jsonl'), '-o', 'json');
    expect(JSON.parse(answer.stdout)).toMatchObject({ intact: false, events: lines.length - 4 });
  });

  it('is refused when it was cut, and when another key signed it', async () => {
    const text = readFileSync(whole, 'utf8');
    const cut = await offline('audit', 'verify', file('cut.jsonl', text.slice(0, text.length / 2)));
    expect(cut).toMatchObject({ code: 1 });
    expect(cut.stdout).toContain('the file was cut');
    const other = await offline('audit', 'verify', whole, '--key', Buffer.alloc(32, 1).toString('base64'));
    expect(other).toMatchObject({ code: 1 });
    expect(other.stdout).toContain('which is not the one that you gave');
    expect(await offline('audit', 'verify', whole, '--key', 'nonsense')).toMatchObject({ code: 1 });
    const missing = await offline('audit', 'verify', file('missing.jsonl'));
    expect(missing).toMatchObject({ code: 1, stdout: '' });
  });

  it('is refused as a range that holds no event', async () => {
    const ran = await cli('audit', 'export', '--from', '9999');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('No event lies in this range');
  });
});

describe('the log of the server', () => {
  it('is verified with its checkpoints', async () => {
    const ran = await fine('audit', 'verify');
    expect(ran.stdout).toMatch(/^Checkpoints +\d+ agree, the last of event \d+ on .* by key [0-9a-f]{16}$/m);
    expect((await fine('audit', 'checkpoints')).stdout).toMatch(/^EVENTS +SIGNED +KEY +ROOT$/m);
  });
});

describe('evidence', () => {
  it('is listed, exported and verified without the server', async () => {
    const { database } = live.server.platform;
    const scope = organizationScope(1, 'a suite');
    const id = await database.within(scope, (tx) =>
      sealEvidence(tx, {
        subject: { kind: 'job_execution', id: 12 },
        records: [
          { kind: 'approval_record', content: { by: 'ana' } },
          { kind: 'execution_log', content: ['done'] },
        ],
      }),
    );
    expect((await fine('evidence', 'list', '--subject', '12')).stdout).toContain(id);
    const sealed = file('evidence.json');
    await fine('evidence', 'export', id, '--file', sealed);
    const ran = await offline('evidence', 'verify', sealed, '--key', key);
    expect(ran, ran.stderr).toMatchObject({ code: 0, stderr: '' });
    const forged = file('forged.json', readFileSync(sealed, 'utf8').replace('"ana"', '"bob"'));
    const refused = await offline('evidence', 'verify', forged);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain('Record 1 (approval_record) was changed');
  });

  it('is kept as long as was promised; the promise is changed for what is sealed later', async () => {
    const shown = await fine('evidence', 'retention');
    expect(shown.stdout).toMatch(/^Kept +2555 days from sealing$/m);
    const changed = JSON.parse((await fine('evidence', 'retention', '--days', '400', '-o', 'json')).stdout);
    expect(changed).toMatchObject({ retention_days: 400, past_retention: 0, updated_by: owner.email });
    const wrong = await cli('evidence', 'retention', '--days', '30');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('--days must be a whole number from 365 to 36500, not "30"');
    expect((await fine('evidence', 'list')).stdout).toMatch(/KEPT UNTIL/);
  });
});

describe('the policies for credentials that write', () => {
  it('are written as files within the size that AWS allows, with what each statement is for', async () => {
    await fine('provider', 'write-access', 'policy', '--dir', home);
    const first = readFileSync(join(home, 'infraudit-write-1.json'), 'utf8');
    expect(JSON.stringify(JSON.parse(first)).length).toBeLessThanOrEqual(6_144);
    const { stdout } = await fine('provider', 'write-access', 'policy', '-o', 'yaml');
    expect(stdout).toContain('remediation_type: aws-s3-block-public-access');
  });

  it('are about what was chosen', async () => {
    const chosen = ['--remediations', 'aws-s3-block-public-access', '--without-tags'];
    const { stdout } = await fine('provider', 'write-access', 'policy', ...chosen);
    expect(JSON.parse(stdout).Statement).toMatchObject([{ Sid: 'S3BlockPublicAccess' }]);
    const tags = await fine('provider', 'write-access', 'policy', '--remediations', 'none');
    expect(tags.stdout).toContain('tag:TagResources');
    expect(tags.stdout).not.toContain('S3BlockPublicAccess');
    const wrong = await cli('provider', 'write-access', 'policy', '--remediations', 'aws-s3-nonsense');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('aws-s3-nonsense is not known');
  });
});
