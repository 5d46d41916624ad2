import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWrite } from './iam-actions.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, errorOf } from './sdk-clients.ts';
import { services } from './services/catalogue.ts';
import { deployPolicyName, policyArn } from './world/build-iam.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const call = (id: string, operation: string, input: object = {}) => callOnce(sandbox, id, operation, input);

const Bucket = 'halden-ml-training';

describe('a bucket', () => {
  test('gets, changes and loses its public access block', async () => {
    await call('s3', 'PutPublicAccessBlock', {
      Bucket,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    });
    expect(await call('s3', 'GetPublicAccessBlock', { Bucket })).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: false },
    });
    await call('s3', 'DeletePublicAccessBlock', { Bucket });
    expect(await errorOf(call('s3', 'GetPublicAccessBlock', { Bucket }))).toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
  });

  test('is versioned, encrypted and tagged by XML bodies', async () => {
    await call('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Suspended' } });
    expect(await call('s3', 'GetBucketVersioning', { Bucket })).toMatchObject({ Status: 'Suspended' });
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
    ];
    await call('s3', 'PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration: { Rules } });
    expect(await call('s3', 'GetBucketEncryption', { Bucket })).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules },
    });
    const TagSet = [{ Key: 'Owner', Value: 'R&D <lab>' }];
    await call('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet } });
    expect(await call('s3', 'GetBucketTagging', { Bucket })).toMatchObject({ TagSet });
  });

  test('becomes public by its policy, and is not without it', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      ],
    });
    await call('s3', 'PutBucketPolicy', { Bucket, Policy });
    expect(await call('s3', 'GetBucketPolicyStatus', { Bucket })).toMatchObject({
      PolicyStatus: { IsPublic: true },
    });
    await call('s3', 'DeleteBucketPolicy', { Bucket });
    expect(await errorOf(call('s3', 'GetBucketPolicy', { Bucket }))).toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });
});

describe('a security group', () => {
  const groupOf = () =>
    sandbox.world
      .region('us-east-1')
      .securityGroups.all()
      .find((group) => group.GroupName === 'sg-web-prod');

  test('gets a rule and loses it again; the same rule twice is an error', async () => {
    const GroupId = groupOf()?.GroupId;
    const rule = {
      GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '192.0.2.0/24' }] },
      ],
    };
    await call('ec2', 'AuthorizeSecurityGroupIngress', rule);
    const https = groupOf()?.IpPermissions?.find((permission) => permission.FromPort === 443);
    expect(https?.IpRanges?.map((range) => range.CidrIp)).toEqual(['0.0.0.0/0', '192.0.2.0/24']);
    expect(await errorOf(call('ec2', 'AuthorizeSecurityGroupIngress', rule))).toMatchObject({
      name: 'InvalidPermission.Duplicate',
    });
    await call('ec2', 'RevokeSecurityGroupIngress', {
      GroupId,
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      CidrIp: '192.0.2.0/24',
    });
    expect(await errorOf(call('ec2', 'RevokeSecurityGroupIngress', rule))).toMatchObject({
      name: 'InvalidPermission.NotFound',
    });
  });
});

describe('a server', () => {
  test('is tagged, untagged, resized and hardened', async () => {
    const [server] = sandbox.world.region('us-east-1').instances.page(0, 1);
    const InstanceId = server?.InstanceId;
    const tagsNow = () => (server?.Tags ?? []).filter((tag) => tag.Key === 'Purpose').map((tag) => tag.Value);
    await call('ec2', 'CreateTags', { Resources: [InstanceId], Tags: [{ Key: 'Purpose', Value: 'a' }] });
    await call('ec2', 'CreateTags', { Resources: [InstanceId], Tags: [{ Key: 'Purpose', Value: 'b' }] });
    expect(tagsNow()).toEqual(['b']);
    await call('ec2', 'DeleteTags', { Resources: [InstanceId], Tags: [{ Key: 'Purpose', Value: 'other' }] });
    expect(tagsNow()).toEqual(['b']);
    await call('ec2', 'DeleteTags', { Resources: [InstanceId], Tags: [{ Key: 'Purpose' }] });
    expect(tagsNow()).toEqual([]);
    await call('ec2', 'ModifyInstanceAttribute', { InstanceId, InstanceType: { Value: 't3.large' } });
    expect(server?.InstanceType).toBe('t3.large');
    await call('ec2', 'ModifyInstanceMetadataOptions', { InstanceId, HttpTokens: 'optional' });
    expect(server?.MetadataOptions).toMatchObject({ HttpTokens: 'optional', HttpEndpoint: 'enabled' });
  });

  test('is not touched by a dry run', async () => {
    const [server] = sandbox.world.region('us-east-1').instances.page(1, 1);
    const input = { InstanceId: server?.InstanceId, InstanceType: { Value: 'm7i.large' }, DryRun: true };
    expect(await errorOf(call('ec2', 'ModifyInstanceAttribute', input))).toMatchObject({
      name: 'DryRunOperation',
      $metadata: { httpStatusCode: 412 },
    });
    expect(server?.InstanceType).toBe('t3.medium');
  });
});

test('a database is modified, and only as asked', async () => {
  const input = { DBInstanceIdentifier: 'catalog-prod', BackupRetentionPeriod: 3, DeletionProtection: false };
  const { DBInstance } = (await call('rds', 'ModifyDBInstance', input)) as { DBInstance: object };
  expect(DBInstance).toMatchObject({ BackupRetentionPeriod: 3, DeletionProtection: false, MultiAZ: true });
});

test('a policy gets a new version, which becomes the default when told so, and at most five', async () => {
  const PolicyArn = policyArn(sandbox.world, deployPolicyName);
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await call('iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: true });
  expect(await call('iam', 'GetPolicy', { PolicyArn })).toMatchObject({ Policy: { DefaultVersionId: 'v2' } });
  await call('iam', 'SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v1' });
  expect(await call('iam', 'GetPolicy', { PolicyArn })).toMatchObject({ Policy: { DefaultVersionId: 'v1' } });
  for (let version = 3; version <= 5; version += 1)
    await call('iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument });
  const error = await errorOf(call('iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument }));
  expect(error).toMatchObject({ name: 'LimitExceededException' });
});

describe('tags', () => {
  test('are set and removed by ARN, and what cannot be done for one ARN is told beside the others', async () => {
    const [queue] = sandbox.world.region('us-east-1').queues.all();
    const { accountId } = sandbox;
    const arn = `arn:aws:sqs:us-east-1:${accountId}:${queue?.name}`;
    const gone = `arn:aws:sqs:us-east-1:${accountId}:gone`;
    const answer = await call('tagging', 'TagResources', {
      ResourceARNList: [arn, gone, `arn:aws:s3:::${Bucket}`],
      Tags: { owner: 'ops' },
    });
    expect(Object.keys(answer.FailedResourcesMap as object)).toEqual([gone]);
    expect(queue?.tags).toMatchObject({ owner: 'ops' });
    expect(sandbox.world.buckets.get(Bucket)?.tags).toMatchObject({ owner: 'ops' });
    await call('tagging', 'UntagResources', { ResourceARNList: [arn], TagKeys: ['owner'] });
    expect(queue?.tags).not.toHaveProperty('owner');
    const reserved = { ResourceARNList: [arn], Tags: { 'aws:owner': 'ops' } };
    expect(await errorOf(call('tagging', 'TagResources', reserved))).toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  test('of roles, users and policies have calls of IAM', async () => {
    const [role] = sandbox.world.iam.roles.all();
    const [user] = sandbox.world.iam.users.all();
    const [policy] = sandbox.world.iam.policies.all();
    const Tags = [{ Key: 'owner', Value: 'ops' }];
    const named = [
      ['Role', { RoleName: role?.RoleName }],
      ['User', { UserName: user?.UserName }],
      ['Policy', { PolicyArn: policy?.Arn }],
    ] as const;
    for (const [noun, name] of named) {
      await call('iam', `Tag${noun}`, { ...name, Tags });
      const read = (await call('iam', `Get${noun}`, name))[noun] as { Tags: object[] };
      expect(read.Tags).toContainEqual(Tags[0]);
      await call('iam', `Untag${noun}`, { ...name, TagKeys: ['Owner'] });
    }
    expect(role?.Tags ?? []).not.toContainEqual(Tags[0]);
  });
});

test('a trail is stopped and started', async () => {
  const Name = 'halden-organisation';
  await call('cloudtrail', 'StopLogging', { Name });
  expect(await call('cloudtrail', 'GetTrailStatus', { Name })).toMatchObject({ IsLogging: false });
  await call('cloudtrail', 'StartLogging', { Name });
  expect(await call('cloudtrail', 'GetTrailStatus', { Name })).toMatchObject({ IsLogging: true });
});

test('a change through the API is in the trail with its caller, and marked as a write', async () => {
  await call('s3', 'PutPublicAccessBlock', {
    Bucket,
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
  });
  expect(sandbox.requests.at(-1)).toMatchObject({
    operation: 'PutPublicAccessBlock',
    write: true,
    status: 200,
  });
  const { Events } = (await call('cloudtrail', 'LookupEvents', {
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'PutBucketPublicAccessBlock' }],
  })) as { Events: object[] };
  expect(Events[0]).toMatchObject({ Username: 'infraudit', Resources: [{ ResourceName: Bucket }] });
});

test('every writing operation is called by a test of writes', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => /writes.*\.test\.ts$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')));
  const called = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/'([a-z0-9]+)',\s+'(\w+)'/g)].map(([, id, name]) => `${id}.${name}`),
    ),
  );
  for (const noun of ['Role', 'User', 'Policy']) called.add(`iam.Tag${noun}`).add(`iam.Untag${noun}`);
  const writes = services.flatMap((service) =>
    Object.keys(service.operations)
      .filter(isWrite)
      .map((operation) => `${service.id}.${operation}`),
  );
  expect(writes.filter((name) => !called.has(name))).toEqual([]);
});
