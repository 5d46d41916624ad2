import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, errorOf } from './sdk-clients.ts';
import { countResources } from './world/count.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.faults.clear());

describe('the realistic account', () => {
  test('has some hundred resources in four regions, at least one of every type', () => {
    const counts = countResources(sandbox.world);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(380);
    expect(total).toBeLessThanOrEqual(800);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
    expect([...sandbox.world.regions.keys()]).toEqual([
      'us-east-1',
      'us-west-2',
      'eu-central-1',
      'ap-southeast-1',
    ]);
  });

  test('is the same for the same seed, keys included, and another for another', async () => {
    const [same, other] = await Promise.all([startSandbox(), startSandbox({ seed: 2 })]);
    const instances = (one: Sandbox) => one.world.region('us-east-1').instances.all();
    expect(instances(same)).toEqual(instances(sandbox));
    expect(same.credentials).toEqual(sandbox.credentials);
    expect(other.accountId).not.toBe(sandbox.accountId);
    expect(other.accountId).toMatch(/^\d{12}$/);
    await Promise.all([same.stop(), other.stop()]);
  });

  test('lists every region when asked, and by itself only the enabled ones', async () => {
    const names = async (input: object) =>
      ((await callOnce(sandbox, 'ec2', 'DescribeRegions', input)).Regions as { OptInStatus: string }[]).map(
        (region) => region.OptInStatus,
      );
    expect(await names({})).toEqual(Array(4).fill('opt-in-not-required'));
    const all = await names({ AllRegions: true });
    expect(all.filter((status) => status === 'not-opted-in').length).toBeGreaterThan(20);
  });

  test('may be empty', async () => {
    const empty = await startSandbox({ account: 'empty' });
    expect((await callOnce(empty, 'ec2', 'DescribeVpcs')).Vpcs).toEqual([]);
    expect((await callOnce(empty, 's3', 'ListBuckets')).Buckets).toEqual([]);
    await empty.stop();
  });
});

describe('who calls', () => {
  test('is told by the access key', async () => {
    expect(await callOnce(sandbox, 'sts', 'GetCallerIdentity')).toMatchObject({
      Account: sandbox.accountId,
      Arn: `arn:aws:iam::${sandbox.accountId}:user/infraudit`,
    });
  });

  test.for([
    ['sts', 'GetCallerIdentity', 'InvalidClientTokenId', 403],
    ['ec2', 'DescribeVpcs', 'AuthFailure', 401],
    ['s3', 'ListBuckets', 'InvalidAccessKeyId', 403],
    ['kms', 'ListKeys', 'UnrecognizedClientException', 400],
    ['lambda', 'ListFunctions', 'UnrecognizedClientException', 403],
  ] as const)('is refused by %s with an unknown key', async ([id, operation, name, status]) => {
    const stranger = {
      ...sandbox,
      credentials: { ...sandbox.credentials, accessKeyId: 'AKIAXXXXXXXXXXXXXXXX' },
    };
    const error = await errorOf(callOnce(stranger, id, operation));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  test.for([
    ['sts', 'GetCallerIdentity', 'SignatureDoesNotMatch'],
    ['ec2', 'DescribeVpcs', 'AuthFailure'],
    ['s3', 'ListBuckets', 'SignatureDoesNotMatch'],
    ['kms', 'ListKeys', 'InvalidSignatureException'],
  ] as const)('is refused by %s with a wrong secret', async ([id, operation, name]) => {
    const impostor = { ...sandbox, credentials: { ...sandbox.credentials, secretAccessKey: 'wrong' } };
    expect(await errorOf(callOnce(impostor, id, operation))).toMatchObject({ name });
  });

  test('must have signed', async () => {
    const response = await fetch(sandbox.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('cannot change what was signed', async () => {
    const { NodeHttpHandler } = await import('@smithy/node-http-handler');
    const real = new NodeHttpHandler();
    const requestHandler = {
      handle: (request: Parameters<typeof real.handle>[0]) => {
        request.body = String(request.body).replace('Action=DescribeVpcs', 'Action=DescribeInstances');
        request.headers['content-length'] = String(request.body.length);
        return real.handle(request);
      },
    };
    const error = await errorOf(
      callOnce(sandbox, 'ec2', 'DescribeVpcs', {}, 'us-east-1', { requestHandler }),
    );
    expect(error).toMatchObject({ name: 'AuthFailure' });
  });
});

describe('the role for the auditor', () => {
  const assume = (input: object = {}) =>
    callOnce(sandbox, 'sts', 'AssumeRole', {
      RoleArn: sandbox.role.arn,
      RoleSessionName: 'audit',
      ExternalId: sandbox.role.externalId,
      ...input,
    });

  test('is assumed with the external id, and its session sees the account', async () => {
    const { Credentials } = (await assume()) as {
      Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
    };
    const session = {
      endpoint: sandbox.endpoint,
      credentials: {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
      },
    };
    const { Arn } = await callOnce(session, 'sts', 'GetCallerIdentity');
    expect(Arn).toBe(`arn:aws:sts::${sandbox.accountId}:assumed-role/infraudit-read-only/audit`);
    sandbox.faults.expireSessions();
    expect(await errorOf(callOnce(session, 'ec2', 'DescribeVpcs'))).toMatchObject({ name: 'RequestExpired' });
    expect(await errorOf(callOnce(session, 'kms', 'ListKeys'))).toMatchObject({
      name: 'ExpiredTokenException',
    });
    expect(await errorOf(callOnce(session, 'iam', 'ListUsers'))).toMatchObject({ name: 'ExpiredToken' });
  });

  test.for([
    ['no external id', { ExternalId: undefined }],
    ['a wrong external id', { ExternalId: 'guess' }],
    ['a role that is not there', { RoleArn: 'arn:aws:iam::123456789012:role/infraudit-read-only' }],
  ] as const)('is refused with %s', async ([, input]) => {
    expect(await errorOf(assume(input))).toMatchObject({ name: 'AccessDenied' });
  });
});

describe('regions', () => {
  test('that are not enabled refuse the caller', async () => {
    const error = await errorOf(callOnce(sandbox, 'ec2', 'DescribeVpcs', {}, 'me-south-1'));
    expect(error).toMatchObject({ name: 'AuthFailure' });
  });

  test('hold different things', async () => {
    const names = async (region: string) =>
      ((await callOnce(sandbox, 'rds', 'DescribeDBInstances', {}, region)).DBInstances as object[]).length;
    const here = sandbox.world.region('us-east-1').dbInstances.size();
    expect(here).toBeGreaterThan(0);
    expect(await names('us-east-1')).toBe(here);
    expect(await names('ap-southeast-1')).toBe(0);
  });

  test('of a bucket: another one is sent to the right place, and the SDK can follow', async () => {
    const bucket = { Bucket: 'halden-invoices-eu' };
    const error = await errorOf(callOnce(sandbox, 's3', 'GetBucketEncryption', bucket));
    expect(error).toMatchObject({ name: 'PermanentRedirect', $metadata: { httpStatusCode: 301 } });
    const followed = await callOnce(sandbox, 's3', 'GetBucketEncryption', bucket, 'us-east-1', {
      followRegionRedirects: true,
      maxAttempts: 2,
    });
    expect(followed).toHaveProperty('ServerSideEncryptionConfiguration');
  });

  test('of a bucket are told by the endpoint of us-east-1', async () => {
    const where = async (Bucket: string) =>
      (await callOnce(sandbox, 's3', 'GetBucketLocation', { Bucket })).LocationConstraint;
    expect(await where('halden-invoices-eu')).toBe('eu-central-1');
    expect(await where('data-lake-halden-events')).toBeUndefined();
  });

  test('of buckets are in the list only when it is asked for with a parameter', async () => {
    const regions = async (input: object) =>
      ((await callOnce(sandbox, 's3', 'ListBuckets', input)).Buckets as { BucketRegion?: string }[]).map(
        (bucket) => bucket.BucketRegion,
      );
    expect(new Set(await regions({}))).toEqual(new Set([undefined]));
    expect(new Set(await regions({ MaxBuckets: 1000 }))).toEqual(new Set(sandbox.world.regions.keys()));
  });
});

test('what was called is kept, with its region, input and status', async () => {
  await errorOf(
    callOnce(sandbox, 's3', 'GetBucketPolicy', { Bucket: 'halden-edge-cache' }, 'ap-southeast-1'),
  );
  expect(sandbox.requests.at(-1)).toEqual({
    at: expect.stringMatching(/^\d{4}-/),
    service: 's3',
    region: 'ap-southeast-1',
    operation: 'GetBucketPolicy',
    input: { Bucket: 'halden-edge-cache' },
    status: 404,
    write: false,
    principal: `arn:aws:iam::${sandbox.accountId}:user/infraudit`,
  });
});
