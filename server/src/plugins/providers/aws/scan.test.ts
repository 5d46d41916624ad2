import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSession, SourceOutcome } from '../../../plugin-kit/define-provider.ts';
import { awsCollectors } from './collectors.generated.ts';
import { scanSource } from './scan.ts';
import type { AwsLimits } from './session/connection.ts';
import { type Recorded, type RecordedResponses, replayConnection } from './testing/replay.ts';
import { impatient, type SandboxAccount, sandboxAccount, scanned } from './testing/sandbox-account.ts';

let account: SandboxAccount;
let session: ProviderSession;
beforeAll(async () => {
  account = await sandboxAccount();
  session = await account.open();
});
afterEach(() => account.sandbox.faults.clear());
afterAll(async () => {
  session.close();
  await account.sandbox.stop();
});

const buckets = { collector: 's3_bucket', region: 'global' };
const instances = { collector: 'ec2_instance', region: 'us-east-1' };

describe('the plan of a scan', () => {
  it('has regional collectors once per region and global ones once', async () => {
    const { regions, gaps } = await session.regions();
    expect(gaps).toEqual([]);
    const plan = session.planScan(regions);
    expect(plan.filter(({ collector }) => collector === 'ec2_instance').map(({ region }) => region)).toEqual(
      regions,
    );
    expect(plan.filter(({ collector }) => collector === 's3_bucket')).toEqual([buckets]);
  });

  it('falls back to the regions of every account when AWS will not list them, and says so', async () => {
    account.sandbox.faults.deny('ec2:DescribeRegions');
    const { regions, gaps } = await session.regions();
    expect(regions).toHaveLength(17);
    expect(gaps).toMatchObject([{ reason: 'denied', permission: 'ec2:DescribeRegions', resources: null }]);
  });
});

describe('scanning one source', () => {
  it('streams resources and ends with one outcome', async () => {
    const { resources, outcome } = await scanned(session, instances);
    expect(outcome).toMatchObject({
      outcome: 'success_with_data',
      complete: true,
      gaps: [],
      fetched: resources.length,
    });
    expect(resources.length).toBeGreaterThan(0);
  });

  it('keeps an empty source apart from one that was not seen', async () => {
    const empty = await scanned(session, { collector: 'rds_instance', region: 'ap-southeast-1' });
    expect(empty.outcome).toMatchObject({ outcome: 'success_empty', complete: true, fetched: 0 });
    account.sandbox.faults.deny('rds:DescribeDBInstances');
    const denied = await scanned(session, { collector: 'rds_instance', region: 'ap-southeast-1' });
    expect(denied.outcome).toMatchObject({
      outcome: 'permission_denied',
      complete: false,
      gaps: [{ reason: 'denied', permission: 'rds:DescribeDBInstances', resources: null, paths: ['*'] }],
    });
  });

  it('says which path of how many resources is unknown when a detail is denied', async () => {
    account.sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    const { resources, outcome } = await scanned(session, buckets);
    expect(outcome).toMatchObject({ outcome: 'partial', complete: true });
    expect(outcome.gaps).toMatchObject([
      {
        reason: 'denied',
        permission: 's3:GetBucketPublicAccessBlock',
        paths: ['PublicAccessBlockConfiguration'],
        resources: resources.length,
      },
    ]);
    for (const { configuration } of resources)
      expect(configuration).not.toHaveProperty('PublicAccessBlockConfiguration');
  });

  it('gets through a few throttled calls and a few internal errors', async () => {
    account.sandbox.faults.throttle('s3:GetBucketPolicy', 2);
    account.sandbox.faults.error500('s3:ListAllMyBuckets', 2);
    expect((await scanned(session, buckets)).outcome).toMatchObject({
      outcome: 'success_with_data',
      gaps: [],
    });
  });

  it('tries at least three times and then says that it is throttled', async () => {
    const before = account.sandbox.requests.length;
    account.sandbox.faults.throttle('ec2:DescribeInstances', 100);
    const { outcome } = await scanned(session, instances);
    expect(outcome).toMatchObject({
      outcome: 'rate_limited',
      complete: false,
      gaps: [{ reason: 'throttled' }],
    });
    expect(account.sandbox.requests.length - before).toBeGreaterThanOrEqual(3);
  });

  it.each<[string, (action: string) => void]>([
    ['internal errors', (action) => account.sandbox.faults.error500(action, 100)],
    ['a malformed body', (action) => account.sandbox.faults.malformed(action)],
    ['a truncated body', (action) => account.sandbox.faults.truncate(action)],
  ])('ends as failed on %s, with nothing called complete', async (_name, fault) => {
    fault('ec2:DescribeInstances');
    const { outcome, resources } = await scanned(session, instances);
    expect(resources).toEqual([]);
    expect(outcome).toMatchObject({
      outcome: 'failed',
      complete: false,
      gaps: [{ reason: 'failed', resources: null }],
    });
  });

  it('reads no body beyond the limit', async () => {
    account.sandbox.faults.oversized('ec2:DescribeInstances');
    const small = await account.open(account.keys, {
      limits: { ...impatient, maxResponseBytes: 2 * 1024 * 1024 },
    });
    const { outcome } = await scanned(small, instances);
    expect(outcome).toMatchObject({ outcome: 'failed', errorCode: 'ResponseTooLarge', complete: false });
    small.close();
  });

  it('gives up on a cloud that hangs', async () => {
    account.sandbox.faults.hang('ec2:DescribeInstances');
    const hasty = await account.open(account.keys, {
      limits: { ...impatient, maxAttempts: 1, attemptTimeoutMs: 2_000 },
    });
    const { outcome } = await scanned(hasty, instances);
    expect(outcome).toMatchObject({ outcome: 'failed', complete: false, gaps: [{ reason: 'timeout' }] });
    hasty.close();
  });

  it('stops at once when it is cancelled', async () => {
    account.sandbox.faults.hang('ec2:DescribeInstances');
    const controller = new AbortController();
    const scanning = scanned(session, instances, controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect((await scanning).outcome).toMatchObject({ outcome: 'cancelled', complete: false });
  });

  it('says that the credentials were revoked', async () => {
    const { role } = account.sandbox;
    const { accessKeyId, secretAccessKey } = account.keys;
    const assumed = await account.open({
      method: 'assume_role',
      roleArn: role.arn,
      externalId: role.externalId,
      sourceAccessKeyId: accessKeyId,
      sourceSecretAccessKey: secretAccessKey,
    });
    account.sandbox.faults.expireSessions();
    account.sandbox.faults.deny('sts:AssumeRole');
    const { outcome } = await scanned(assumed, instances);
    expect(outcome).toMatchObject({
      outcome: 'failed',
      complete: false,
      guidance: expect.stringMatching(/credentials/),
    });
    assumed.close();
  });

  it('answers for a type that it does not have', async () => {
    const { outcome } = await scanned(session, { collector: 'quantum_ledger', region: 'us-east-1' });
    expect(outcome).toMatchObject({ outcome: 'failed', complete: false, gaps: [{ reason: 'unsupported' }] });
  });
});

describe('a list that breaks off', () => {
  const twoPages = (second: Recorded): RecordedResponses => ({
    'rds:DescribeDBSubnetGroups': {},
    'rds:DescribeDBInstances': [
      { DBInstances: [{ DBInstanceArn: databaseArn, DBInstanceIdentifier: 'a' }], Marker: '2' },
      second,
    ],
  });
  const databaseArn = 'arn:aws:rds:us-east-1:123456789012:db:a';
  const source = { collector: 'rds_instance', region: 'us-east-1' };

  async function endOf(
    responses: RecordedResponses,
    limits: Partial<AwsLimits> = {},
  ): Promise<SourceOutcome> {
    const [collector] = awsCollectors.filter(({ resource }) => resource.type === 'rds_instance');
    if (collector === undefined) throw new Error('there is a collector of databases');
    const { signal } = new AbortController();
    const facts = { accountId: '123456789012', partition: 'aws', region: 'us-east-1', signal };
    const connection = replayConnection(responses, limits);
    for await (const event of scanSource({ connection, collector, source, facts })) {
      if (event.kind === 'end') return event.outcome;
    }
    throw new Error('the scan ended without an outcome');
  }

  it.each(['InternalFailure', 'AccessDenied', 'Throttling'])(
    'by %s keeps what it saw and is not complete',
    async (error) => {
      const outcome = await endOf(twoPages({ error, status: 400 }));
      expect(outcome).toMatchObject({ outcome: 'partial', complete: false, fetched: 1 });
      expect(outcome.gaps[0]).toMatchObject({ paths: ['*'], resources: null });
    },
  );

  it('by the page cap is not complete and says so', async () => {
    const outcome = await endOf(twoPages({ DBInstances: [] }), { maxPagesPerList: 1 });
    expect(outcome).toMatchObject({ outcome: 'partial', complete: false });
    expect(outcome.gaps).toContainEqual(expect.objectContaining({ reason: 'capped', resources: null }));
  });

  it('exactly at the page cap is complete', async () => {
    const outcome = await endOf(twoPages({ DBInstances: [] }), { maxPagesPerList: 2 });
    expect(outcome.complete).toBe(true);
  });
});

describe('reading one resource', () => {
  it('finds it, and knows gone from not readable', async () => {
    const { resources } = await scanned(session, instances);
    const [known] = resources;
    if (known === undefined || session.readOne === undefined) throw new Error('the sandbox has instances');
    const { signal } = new AbortController();
    const found = await session.readOne('ec2_instance', known.externalId, 'us-east-1', signal);
    expect(found).toEqual({ state: 'found', resource: known });
    expect(await session.readOne('ec2_instance', 'arn:none', 'us-east-1', signal)).toEqual({ state: 'gone' });
    account.sandbox.faults.deny('ec2:DescribeInstances');
    const unreadable = await session.readOne('ec2_instance', known.externalId, 'us-east-1', signal);
    expect(unreadable).toMatchObject({ state: 'unreadable', gap: { reason: 'denied' } });
  });
});

describe('the pre-flight', () => {
  it('finds every permission of the collectors granted or untried, none denied', async () => {
    const checks = await session.preflight(new AbortController().signal);
    expect(checks.filter(({ state }) => state === 'denied')).toEqual([]);
    expect(checks.find(({ permission }) => permission === 's3:GetBucketPolicy')).toMatchObject({
      state: 'granted',
    });
  });

  it('says what cannot be seen without a denied permission', async () => {
    account.sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    account.sandbox.faults.deny('ec2:DescribeInstances');
    const checks = await session.preflight(new AbortController().signal);
    const denied = checks.filter(({ state }) => state === 'denied');
    expect(denied.map(({ permission }) => permission)).toEqual([
      'ec2:DescribeInstances',
      's3:GetBucketPublicAccessBlock',
    ]);
    expect(denied[1]?.lost).toEqual([{ type: 's3_bucket', paths: ['PublicAccessBlockConfiguration'] }]);
    expect(denied[0]?.lost).toContainEqual({ type: 'ec2_instance', paths: ['*'] });
  });

  it('leaves unknown what hangs, and finishes', async () => {
    account.sandbox.faults.hang('kms:ListKeys');
    const hasty = await account.open(account.keys, {
      limits: { ...impatient, maxAttempts: 1, attemptTimeoutMs: 2_000 },
    });
    const checks = await hasty.preflight(new AbortController().signal);
    expect(checks.find(({ permission }) => permission === 'kms:ListKeys')).toMatchObject({
      state: 'unknown',
    });
    hasty.close();
  });

  it('reads nothing but the first page and the first resource', async () => {
    const before = account.sandbox.requests.length;
    await session.preflight(new AbortController().signal);
    const sent = account.sandbox.requests.slice(before);
    expect(sent.filter(({ operation }) => operation === 'GetBucketPolicy')).toHaveLength(1);
    expect(sent.filter(({ write }) => write)).toEqual([]);
  });
});
