import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, errorOf } from './sdk-clients.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const call = (id: string, operation: string, input: object = {}, region = 'us-east-1') =>
  callOnce(sandbox, id, operation, input, region);
const refusal = async (id: string, operation: string, input: object = {}, region = 'us-east-1') =>
  (await errorOf(callOnce(sandbox, id, operation, input, region))).name;
const here = () => sandbox.world.region('us-east-1');

describe('a bucket', () => {
  const Bucket = 'halden-ml-training';
  const open = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    ],
  });

  test('takes no public policy while the block of the bucket or of the account is on', async () => {
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: true };
    await call('s3', 'PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration });
    expect(await refusal('s3', 'PutBucketPolicy', { Bucket, Policy: open })).toBe('AccessDenied');
    await call('s3', 'DeletePublicAccessBlock', { Bucket });
    const AccountId = sandbox.accountId;
    await call('s3control', 'PutPublicAccessBlock', { AccountId, PublicAccessBlockConfiguration });
    expect(await refusal('s3', 'PutBucketPolicy', { Bucket, Policy: open })).toBe('AccessDenied');
    await call('s3control', 'DeletePublicAccessBlock', { AccountId });
    await call('s3', 'PutBucketPolicy', { Bucket, Policy: open });
    await call('s3', 'DeleteBucketPolicy', { Bucket });
    expect(await refusal('s3', 'PutBucketPolicy', { Bucket, Policy: 'open' })).toBe('MalformedPolicy');
  });

  test('logs its access into a bucket of the same region, or not at all', async () => {
    const far = sandbox.world.buckets.all().find(({ region }) => region !== 'us-east-1')?.Name;
    const status = (TargetBucket: string | undefined) => ({
      Bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: 'ml/' } },
    });
    expect(await refusal('s3', 'PutBucketLogging', status('nobody-has-this'))).toBe(
      'InvalidTargetBucketForLogging',
    );
    expect(await refusal('s3', 'PutBucketLogging', status(far))).toBe('CrossLocationLoggingProhibitted');
    await call('s3', 'PutBucketLogging', status('halden-access-logs'));
    expect(await call('s3', 'GetBucketLogging', { Bucket })).toMatchObject({
      LoggingEnabled: { TargetPrefix: 'ml/' },
    });
    await call('s3', 'PutBucketLogging', { Bucket, BucketLoggingStatus: {} });
    expect(await call('s3', 'GetBucketLogging', { Bucket })).not.toHaveProperty('LoggingEnabled');
  });

  test('goes back to keys of S3 when its encryption is deleted', async () => {
    await call('s3', 'DeleteBucketEncryption', { Bucket });
    expect(sandbox.world.buckets.get(Bucket)?.encryption?.Rules).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
  });

  test('gives up its access control list only when nobody else is in it', async () => {
    const bucket = sandbox.world.buckets.get(Bucket);
    if (!bucket) throw new Error('no bucket');
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] };
    const own = bucket.acl;
    bucket.acl = [
      ...own,
      {
        Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
        Permission: 'READ',
      },
    ];
    const input = { Bucket, OwnershipControls };
    expect(await refusal('s3', 'PutBucketOwnershipControls', input)).toBe(
      'InvalidBucketAclWithObjectOwnership',
    );
    bucket.acl = own;
    await call('s3', 'PutBucketOwnershipControls', input);
    expect(await call('s3', 'GetBucketOwnershipControls', { Bucket })).toMatchObject({ OwnershipControls });
    await call('s3', 'DeleteBucketOwnershipControls', { Bucket });
    expect(bucket.ownership).toBeUndefined();
  });
});

describe('a region', () => {
  test('has settings for all of its volumes, snapshots, images and machines', async () => {
    await call('ec2', 'EnableEbsEncryptionByDefault');
    expect(await call('ec2', 'GetEbsEncryptionByDefault')).toMatchObject({ EbsEncryptionByDefault: true });
    await call('ec2', 'DisableEbsEncryptionByDefault');
    await call('ec2', 'EnableSnapshotBlockPublicAccess', { State: 'block-all-sharing' });
    expect(await call('ec2', 'GetSnapshotBlockPublicAccessState')).toMatchObject({
      State: 'block-all-sharing',
    });
    await call('ec2', 'DisableSnapshotBlockPublicAccess');
    await call('ec2', 'EnableImageBlockPublicAccess', { ImageBlockPublicAccessState: 'block-new-sharing' });
    await call('ec2', 'DisableImageBlockPublicAccess');
    await call('ec2', 'ModifyInstanceMetadataDefaults', {
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
    });
    expect(here().settings.metadataDefaults).toEqual({ HttpTokens: 'required', HttpPutResponseHopLimit: 2 });
    const none = { HttpTokens: 'no-preference', HttpPutResponseHopLimit: -1 };
    await call('ec2', 'ModifyInstanceMetadataDefaults', none);
    expect(here().settings.metadataDefaults).toEqual({});
    expect(here().settings).toMatchObject({
      ebsEncryptionByDefault: false,
      snapshotBlockPublicAccess: 'unblocked',
      imageBlockPublicAccess: 'unblocked',
    });
  });

  test('shares no snapshot with everybody while that is blocked', async () => {
    const [sealed, plain] = here().snapshots.all();
    if (!plain || !sealed) throw new Error('no snapshots');
    sealed.Encrypted = true;
    plain.Encrypted = false;
    const input = {
      SnapshotId: plain.SnapshotId,
      Attribute: 'createVolumePermission',
      OperationType: 'add',
      GroupNames: ['all'],
    };
    here().settings.snapshotBlockPublicAccess = 'block-new-sharing';
    expect(await refusal('ec2', 'ModifySnapshotAttribute', input)).toBe('OperationNotPermitted');
    here().settings.snapshotBlockPublicAccess = 'unblocked';
    const before = plain.sharedWith.filter((one) => one !== 'all');
    await call('ec2', 'ModifySnapshotAttribute', input);
    expect(plain.sharedWith).toContain('all');
    await call('ec2', 'ModifySnapshotAttribute', { ...input, OperationType: 'remove' });
    expect(plain.sharedWith).toEqual(before);
    expect(await refusal('ec2', 'ModifySnapshotAttribute', { ...input, SnapshotId: sealed.SnapshotId })).toBe(
      'OperationNotPermitted',
    );
  });

  test('makes images public and private', async () => {
    const [image] = here().images.all();
    const input = { ImageId: image?.ImageId, LaunchPermission: { Add: [{ Group: 'all' }] } };
    await call('ec2', 'ModifyImageAttribute', input);
    expect(image?.Public).toBe(true);
    await call('ec2', 'ModifyImageAttribute', {
      ImageId: image?.ImageId,
      LaunchPermission: { Remove: [{ Group: 'all' }] },
    });
    expect(image?.Public).toBe(false);
    expect(await refusal('ec2', 'ModifyImageAttribute', { ImageId: image?.ImageId })).toBe(
      'InvalidParameterCombination',
    );
  });

  test('gives and takes outbound rules and addresses of subnets', async () => {
    const [group] = here().securityGroups.all();
    const rule = {
      GroupId: group?.GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 25, ToPort: 25, IpRanges: [{ CidrIp: '192.0.2.0/24' }] },
      ],
    };
    await call('ec2', 'AuthorizeSecurityGroupEgress', rule);
    expect(group?.IpPermissionsEgress?.some(({ FromPort }) => FromPort === 25)).toBe(true);
    await call('ec2', 'RevokeSecurityGroupEgress', rule);
    expect(await refusal('ec2', 'RevokeSecurityGroupEgress', rule)).toBe('InvalidPermission.NotFound');
    const [subnet] = here().subnets.all();
    const SubnetId = subnet?.SubnetId;
    await call('ec2', 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: true } });
    expect(subnet?.MapPublicIpOnLaunch).toBe(true);
    expect(await refusal('ec2', 'ModifySubnetAttribute', { SubnetId })).toBe('InvalidParameterCombination');
  });

  test('writes flow logs, each of them once', async () => {
    const [vpc] = here().vpcs.all();
    const input = {
      ResourceType: 'VPC',
      ResourceIds: [vpc?.VpcId],
      TrafficType: 'REJECT',
      LogGroupName: '/vpc/new',
    };
    expect(await refusal('ec2', 'CreateFlowLogs', input)).toBe('InvalidParameter');
    const whole = { ...input, DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow' };
    const { FlowLogIds } = await call('ec2', 'CreateFlowLogs', whole);
    expect(await call('ec2', 'CreateFlowLogs', whole)).toMatchObject({
      Unsuccessful: [{ Error: { Code: 'FlowLogAlreadyExists' } }],
    });
    expect(await call('ec2', 'DescribeFlowLogs', { FlowLogIds })).toMatchObject({
      FlowLogs: [{ FlowLogStatus: 'ACTIVE', ResourceId: vpc?.VpcId }],
    });
    await call('ec2', 'DeleteFlowLogs', { FlowLogIds });
    expect(await call('ec2', 'DeleteFlowLogs', { FlowLogIds })).toMatchObject({
      Unsuccessful: [{ Error: { Code: 'InvalidFlowLogId.NotFound' } }],
    });
  });
});

describe('a load balancer and a distribution', () => {
  test('take attributes that they know', async () => {
    const balancer = here()
      .loadBalancers.all()
      .find(({ Type }) => Type === 'application');
    const LoadBalancerArn = balancer?.LoadBalancerArn;
    const attribute = (Key: string, Value: string) => ({ LoadBalancerArn, Attributes: [{ Key, Value }] });
    const id = 'elasticloadbalancingv2';
    await call(
      'elasticloadbalancingv2',
      'ModifyLoadBalancerAttributes',
      attribute('deletion_protection.enabled', 'true'),
    );
    expect(balancer?.attributes).toContainEqual({ Key: 'deletion_protection.enabled', Value: 'true' });
    expect(await refusal(id, 'ModifyLoadBalancerAttributes', attribute('no.such.key', 'true'))).toBe(
      'InvalidConfigurationRequestException',
    );
  });

  test('are changed with the version that was read, and not with an older one', async () => {
    const [found] = sandbox.world.distributions.all();
    const { DistributionConfig, ETag } = await call('cloudfront', 'GetDistributionConfig', { Id: found?.Id });
    const input = { Id: found?.Id, IfMatch: ETag, DistributionConfig };
    const answer = await call('cloudfront', 'UpdateDistribution', input);
    expect(answer.ETag).not.toBe(ETag);
    expect(await refusal('cloudfront', 'UpdateDistribution', input)).toBe('PreconditionFailed');
  });
});
