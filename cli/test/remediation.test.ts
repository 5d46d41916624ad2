import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, runCli } from './fake-terminal.ts';
import { startSignedIn } from './signed-in.ts';

const name = 'halden-ml-training';
const control = 'aws-s3-bucket-public-access-blocked';
const type = 'aws-s3-block-public-access';
const all = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const open = { ...all, BlockPublicAcls: false };

type Remediation = {
  id: number;
  status: string;
  held: boolean;
  error: { code: string } | null;
  approval: { id: number; plan_hash: string } | null;
};
type Policy = { id: number; status: string; revision: number };

let desk: Awaited<ReturnType<typeof startSignedIn>>;
let resource: string;

beforeAll(async () => {
  desk = await startSignedIn({
    before: ({ world }) => {
      const found = world.buckets.get(name);
      if (found !== undefined) found.publicAccessBlock = { ...open };
    },
  });
  const [found] = await desk.json<{ id: number }[]>(
    'resource',
    'list',
    '--type',
    's3_bucket',
    '--search',
    name,
  );
  resource = String(found?.id);
});
afterAll(() => desk?.stop());

const bucket = () => {
  const found = desk.live.sandbox.world.buckets.get(name);
  if (found === undefined) throw new Error(`the sandbox has no bucket ${name}`);
  return found;
};
const writes = () =>
  desk.live.sandbox.requests.filter(({ write }) => write).map(({ operation }) => operation);
const remediation = (...words: string[]) => desk.fine('remediation', ...words);
const row = (...words: string[]) => desk.json<Remediation>('remediation', ...words);
const suggest = ['suggest', '--finding', `control:${control}`, '--resource'];
const asBen = (...words: string[]): Promise<Ran> => remediation(...words, ...desk.asBen);
const grantWrites = async () => {
  const { accessKeyId, secretAccessKey } = desk.live.sandbox.writer;
  const grant = ['provider', 'write-access', 'grant', '1', '--access-key-id', accessKeyId, '--secret-stdin'];
  const ran = await desk.cli([...grant, '--endpoint-url', desk.live.sandbox.endpoint], {
    stdin: `${secretAccessKey}\n`,
  });
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
};

describe('remediation from the command line', () => {
  it('says what could be changed, and that nothing was', async () => {
    const types = await desk.json<{ type: string }[]>('remediation', 'types', '--resource-type', 's3_bucket');
    expect(types.map((each) => each.type)).toContain(type);
    expect((await remediation('types')).stdout).toMatch(new RegExp(`^${type} `, 'm'));
    expect((await remediation('list')).stderr).toContain('infraudit remediation suggest --list');
    expect((await remediation('pending')).stderr).toContain('No remediation waits');
    expect((await remediation('summary')).stdout).toMatch(/^Total +0$/m);
    const offered = await desk.json<{ type: string; request: object }[]>(
      ...['remediation', 'suggest', '--list', '--resource', resource],
    );
    expect(offered).toContainEqual(
      expect.objectContaining({ type, request: expect.objectContaining({ finding_type: 'control' }) }),
    );
    const shown = await remediation('suggest', '--list', '--resource', resource);
    expect(shown.stdout).toContain(type);
    expect(shown.stderr).toContain(`infraudit remediation suggest --finding control:`);
  });

  it('stays a suggestion with the way by hand while nothing may be written, and goes on after that', async () => {
    const left = await remediation(...suggest, resource);
    expect(left.stdout).toMatch(/^Remediation +#1, suggested$/m);
    expect(left.stdout).toContain('This change and nothing else: Switch on BlockPublicAcls');
    expect(left.stdout).toMatch(/^By hand$/m);
    expect(left.stdout).toContain('aws s3api put-public-access-block');
    expect(left.stdout).toMatch(/^Permissions +grant .*s3:PutBucketPublicAccessBlock/m);
    expect(left.stderr).toContain('infraudit remediation plan 1 after write access was granted');
    await grantWrites();
    const planned = await remediation('plan', '1');
    expect(planned.stdout).toMatch(/^Remediation +#1, pending_approval$/m);
    expect(planned.stdout).toContain('you may not: ');
    expect((await remediation('pending')).stderr).toContain('infraudit remediation approve 1');
    expect((await desk.fine('__complete', 'remediation', 'get', '')).stdout).toMatch(/^1\t/);
  });

  it('is approved by somebody else, after a look, and for that plan only', async () => {
    const said = await desk.refused('remediation', 'approve', '1', '--yes');
    expect(said).toContain('cannot decide remediation 1');
    const wrong = ['remediation', 'approve', '1', '--yes', '--plan-hash', 'ab'.repeat(32)];
    expect(await desk.refused(...wrong, ...desk.asBen)).toContain('another one');
    const unasked = await desk.refused('remediation', 'approve', '1', ...desk.asBen);
    expect(unasked).toMatch(/~ PublicAccessBlockConfiguration\.BlockPublicAcls|BlockPublicAcls/);
    expect(unasked).toContain('Add --yes');
    expect(writes()).toEqual([]);

    const { approval } = await row('get', '1');
    const hash = ['--plan-hash', approval?.plan_hash ?? ''];
    const done = await asBen('approve', '1', '--yes', '--wait', ...hash, '--comment', 'fine');
    expect(done.stdout).toMatch(/^Remediation +#1, completed$/m);
    expect(done.stdout).toMatch(/^Rollback +until /m);
    expect(done.stderr).toContain('infraudit remediation rollback 1');
    expect(writes()).toEqual(['PutPublicAccessBlock']);
    expect(bucket().publicAccessBlock).toEqual(all);
    expect(await desk.refused('remediation', 'approve', '1', '--yes', ...desk.asBen)).toContain(
      'Nothing of remediation 1 waits',
    );
  });

  it('is taken back after an approval of its own, which shows the way back', async () => {
    expect(await desk.refused('remediation', 'rollback', '1')).toContain('Add --yes');
    const asked = await remediation('rollback', '1', '--yes', '--note', 'the website is down');
    expect(asked.stderr).toContain('infraudit remediation approve 1');
    expect(asked.stdout).toMatch(/^Rollback +waits for approval/m);
    const back = await asBen('approve', '1', '--yes', '--wait', '-o', 'json');
    expect(back.stderr).toMatch(/BlockPublicAcls\n.*- true\n.*\+ false/);
    expect(JSON.parse(back.stdout)).toMatchObject({ status: 'rolled_back' });
    expect(bucket().publicAccessBlock).toEqual(open);
    expect(await desk.refused('remediation', 'rollback', '1', '--yes')).toMatch(/taken back|rolled back/);
  });

  it('is refused with a reason, or withdrawn', async () => {
    const first = await row(...suggest, resource);
    expect(first.status).toBe('pending_approval');
    const busy = await desk.refused('remediation', ...suggest, resource);
    expect(busy).toContain(`emediation ${first.id} of ${name} is under way`);
    const no = await asBen('reject', String(first.id), '--reason', 'not before the release');
    expect(no.stdout).toMatch(/^Rejected: /);
    expect((await remediation('get', String(first.id))).stdout).toContain('not before the release');
    const second = await row(...suggest, resource, '--type', type, '--note', 'again');
    expect(await row('cancel', String(second.id))).toMatchObject({ status: 'cancelled' });
    expect(await desk.refused('remediation', 'cancel', String(second.id))).toContain('cancelled');
    const counts = await desk.json<{ by_status: Record<string, number> }>('remediation', 'summary');
    expect(counts.by_status).toMatchObject({ rolled_back: 1, rejected: 1, cancelled: 1 });
    const rejected = await remediation('ls', '--status', 'rejected,cancelled', '--resource', resource);
    expect(rejected.stderr).toContain('2 remediations');
  });

  it('is executed by hand where that is not done by itself', async () => {
    await desk.put('/settings/remediation', { auto_execute: false });
    const { id } = await row(...suggest, resource);
    const held = await asBen('approve', String(id), '--yes', '--wait');
    expect(held.stdout).toMatch(/, approved, waits until it is executed$/m);
    expect(held.stderr).toContain(`infraudit remediation execute ${id}`);
    expect(writes()).toHaveLength(2);
    const done = await asBen('execute', String(id), '--wait');
    expect(done.stdout).toMatch(/, completed$/m);
    expect(bucket().publicAccessBlock).toEqual(all);
    expect(await desk.refused('remediation', 'execute', String(id), ...desk.asBen)).toContain('completed');
    await desk.put('/settings/remediation', { auto_execute: true });
  });

  it('ends a drift', async () => {
    bucket().publicAccessBlock = { ...all };
    await desk.fine('provider', 'sync', '1', '--wait');
    await desk.fine('baseline', 'create', '--resource', resource, '--promote');
    bucket().publicAccessBlock = { ...all, RestrictPublicBuckets: false };
    await desk.fine('provider', 'sync', '1', '--wait');
    const drifts = () => desk.json<{ id: number }[]>('drift', 'list', '--resource', resource);
    const detected = async () => {
      await desk.fine('drift', 'detect');
      return (await drifts()).length;
    };
    await expect.poll(detected).toBe(1);
    const [drift] = await drifts();
    const finding = ['--finding', `drift:${drift?.id}`];
    expect((await remediation('suggest', '--list', ...finding)).stdout).toContain(`drift ${drift?.id}`);
    const planned = await remediation('suggest-drift', String(drift?.id), '--note', 'see incident 7');
    expect(planned.stdout).toMatch(/^Note +see incident 7$/m);
    const id = /infraudit remediation approve (\d+)/.exec(planned.stderr)?.[1] ?? '';
    await asBen('approve', id, '--yes', '--wait');
    expect(bucket().publicAccessBlock).toEqual(all);
    expect(await drifts()).toEqual([]);
  });

  describe('by a standing policy', () => {
    const reason = ['--reason', 'nothing here is public'];
    const create = ['policy', 'create', '--type', type, '--maximum-severity', 'critical', '--expires', '30d'];

    it('is proposed by one administrator, approved by another, and revoked', async () => {
      const asCem = await desk.join('cem@example.com', 'admin');
      const scope = ['--provider', '1', '--region', 'us-east-1', '--tag', 'version=1.10'];
      const made = await remediation(...create, ...reason, ...scope, '--daily-limit', '2');
      expect(made.stdout).toMatch(/^For +account 1; us-east-1; version=1\.10$/m);
      expect(made.stderr).toContain('infraudit remediation policy approve 1');
      expect(await desk.refused('remediation', 'policy', 'approve', '1', '--yes')).toContain('Separation');
      expect(await desk.refused('remediation', 'policy', 'approve', '1', ...asCem)).toContain('Add --yes');
      const approve = ['policy', 'approve', '1', '--yes', '-o', 'json', ...asCem];
      const approved = JSON.parse((await remediation(...approve)).stdout) as Policy;
      expect(approved).toMatchObject({ id: 1, status: 'active', scope: { tags: { version: '1.10' } } });
      const listed = await remediation('policy', 'list');
      expect(listed.stdout).toMatch(/ active /);
      expect((await remediation('policy', 'get', '1')).stdout).toMatch(/^Approved by +cem@example\.com/m);
      expect(listed.stderr).toContain('1 policy');
      expect(await desk.refused('remediation', 'policy', 'revoke', '1')).toContain('Add --yes');
      await remediation('policy', 'revoke', '1', '--yes');
      expect(await desk.json<Policy[]>('remediation', 'policy', 'list')).toMatchObject([
        { status: 'revoked' },
      ]);
    });

    it.each([
      [['--reason', 'x'], 'reason: '],
      [[...reason, '--expires', '500d'], 'expires_at: '],
      [[...reason, '--type', 'nothing'], 'type: '],
      [[...reason, '--daily-limit', '0'], '--daily-limit must be a whole number'],
      [[...reason, '--tag', 'env'], '--tag must be name=value'],
      [[...reason, '--maximum-severity', 'worst'], '--maximum-severity: "worst" is not known'],
      [[], '--reason are needed'],
    ])('refuses %j by its name', async (more, what) => {
      expect(await desk.refused('remediation', ...create, ...more)).toContain(what);
    });
  });

  it.each([
    [['get', 'x'], '<id> must be an id'],
    [['get', '999'], 'Remediation not found'],
    [['list', '--status', 'complete'], 'Did you mean completed?'],
    [['list', '--resource', 'x'], '--resource must be an id'],
    [['pending', '--limit', '0'], '--limit must be a whole number'],
    [['types', '--resource-type', 's3_bukcet'], 'Did you mean s3_bucket?'],
    [['suggest'], '--finding is missing'],
    [['suggest', '--list'], '--finding or --resource'],
    [['suggest', '--finding', 'drift:x'], '--finding drift:x is no finding'],
    [['suggest', '--finding', 'drift:999'], 'Drift not found'],
    [['suggest', '--finding', `control:${control}`], '--resource is missing'],
    [['suggest', '--finding', 'control:nothing', '--resource', '1'], 'nothing'],
    [['suggest-drift', '999'], 'Drift not found'],
    [['plan', '1'], 'rolled_back'],
    [['approve', '999', '--yes'], 'Remediation not found'],
    [['reject', '1'], 'rolled_back'],
    [['execute', '1'], 'rolled_back'],
    [['cancel', '1'], 'rolled_back'],
    [['rollback', '2', '--yes'], 'Nothing was changed'],
    [['policy', 'get', '999'], 'olicy not found'],
    [['policy', 'approve', '999', '--yes'], 'olicy not found'],
    [['policy', 'revoke', '999', '--yes'], 'may not'],
    [['summary', 'now'], 'Too many arguments'],
  ])('%j is answered with what is wrong and what to do', async (words, what) => {
    const said = await desk.refused('remediation', ...words, ...desk.asBen);
    expect(said).toContain(what);
    expect(said).toMatch(/^(Do|Why): /m);
    expect(said).not.toContain('defect of the command');
  });

  it('is for people who are signed in', async () => {
    const ran = await runCli(['remediation', 'list', '--server', desk.live.url], {
      environment: { HOME: '/nowhere' },
    });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('infraudit auth login');
  });
});
