import type { IpPermission } from '@aws-sdk/client-ec2';
import type { World } from '@infraudit/sandbox';

const home = 'us-east-1';

function first<T>(records: readonly T[], what: string): T {
  const [record] = records;
  if (record === undefined) throw new Error(`the sandbox has no ${what}`);
  return record;
}

const forEverybody = (Action: string, Resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Named',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action,
        Resource,
      },
      { Sid: 'Everybody', Effect: 'Allow', Principal: '*', Action, Resource },
    ],
  });

/**
 * What careless people do to the account, one fault each, where the account has none by itself: by the id of the
 * remediation that becomes necessary.
 */
const faults: Readonly<Record<string, (world: World) => void>> = {
  'aws-cloudfront-minimum-tls': (world) => {
    const own = world.distributions
      .all()
      .filter((one) => !one.ViewerCertificate?.CloudFrontDefaultCertificate);
    const distribution = first(own, 'distribution with a certificate of its own');
    const certificate = { ...distribution.ViewerCertificate, MinimumProtocolVersion: 'TLSv1' as const };
    distribution.ViewerCertificate = certificate;
    distribution.config = { ...distribution.config, ViewerCertificate: certificate };
  },
  'aws-cloudtrail-all-regions': (world) => {
    first(world.region(home).trails.all(), 'trail').IsMultiRegionTrail = false;
  },
  'aws-cloudtrail-log-validation': (world) => {
    first(world.region(home).trails.all(), 'trail').LogFileValidationEnabled = false;
  },
  'aws-cloudtrail-start-logging': (world) => {
    const trail = first(world.region(home).trails.all(), 'trail');
    trail.status = { ...trail.status, IsLogging: false, StopLoggingTime: new Date() };
  },
  'aws-config-record-all-types': (world) => {
    first(world.region('us-west-2').recorders.all(), 'recorder').recordingGroup = {
      allSupported: false,
      includeGlobalResourceTypes: false,
      resourceTypes: ['AWS::S3::Bucket', 'AWS::EC2::SecurityGroup'],
      exclusionByResourceTypes: { resourceTypes: [] },
      recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
    };
  },
  'aws-config-start-recorder': (world) => {
    const recorder = first(world.region('eu-central-1').recorders.all(), 'recorder');
    recorder.status = { ...recorder.status, recording: false };
  },
  'aws-ebs-private-snapshot': (world) => {
    const snapshot = first(world.region(home).snapshots.all(), 'snapshot');
    snapshot.Encrypted = false;
    snapshot.sharedWith = ['222233334444', 'all'];
  },
  'aws-ec2-block-image-sharing': (world) => {
    world.region(home).settings.imageBlockPublicAccess = 'unblocked';
  },
  'aws-ec2-close-administration-ports': (world) =>
    open(world, 0, [rule('tcp', 22, '0.0.0.0/0'), ipv6Rule(3389)]),
  'aws-ec2-close-service-ports': (world) =>
    open(world, 1, [rule('tcp', 5432, '0.0.0.0/0'), ipv6Rule(27_017)]),
  'aws-ec2-close-risky-ports': (world) =>
    open(world, 2, [rule('tcp', 20, '0.0.0.0/0', 25), rule('tcp', 8080, '0.0.0.0/0')]),
  'aws-ec2-close-all-but-web': (world) =>
    open(world, 3, [rule('udp', 1194, '0.0.0.0/0'), rule('tcp', 443, '0.0.0.0/0')]),
  'aws-ec2-private-image': (world) => {
    const image = first(world.region(home).images.all(), 'image');
    Object.assign(image, { Public: true, sharedWith: ['222233334444', 'all'] });
  },
  'aws-ec2-require-imdsv2': (world) => {
    const machine = first(world.region(home).instances.all(), 'machine');
    machine.MetadataOptions = { ...machine.MetadataOptions, HttpTokens: 'optional' };
  },
  'aws-ecr-remove-public-statements': (world) => {
    const repository = first(world.region(home).repositories.all(), 'repository');
    repository.policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid: 'Everybody', Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
    });
  },
  'aws-eks-private-endpoint': (world) => {
    const cluster = first(world.region(home).eksClusters.all(), 'cluster');
    cluster.resourcesVpcConfig = {
      ...cluster.resourcesVpcConfig,
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
    };
  },
  'aws-elbv2-drop-invalid-headers': (world) =>
    setAttribute(world, 'routing.http.drop_invalid_header_fields.enabled', 'false'),
  'aws-elbv2-mitigate-desync': (world) =>
    setAttribute(world, 'routing.http.desync_mitigation_mode', 'monitor'),
  'aws-iam-deactivate-unused-keys': (world) => {
    const users = world.iam.users.all().filter(({ accessKeys }) => accessKeys.length > 0);
    const key = first(first(users, 'user with a key').accessKeys, 'key');
    Object.assign(key, { Status: 'Active', CreateDate: new Date(Date.now() - 400 * 86_400_000) });
    delete key.lastUsed;
  },
  'aws-iam-detach-administrator-from-role': (world) => {
    const roles = world.iam.roles.all().filter(({ Path }) => Path === '/');
    first(roles, 'role').attachedPolicies.push(administrator);
  },
  'aws-iam-detach-administrator-from-user': (world) => {
    first(world.iam.users.all(), 'user').attachedPolicies.push(administrator);
  },
  'aws-iam-password-strength': (world) => {
    world.iam.passwordPolicy = {
      MinimumPasswordLength: 8,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: true,
      ExpirePasswords: false,
    };
  },
  'aws-iam-policy-previous-version': (world) => {
    const policy = first(world.iam.policies.all(), 'policy');
    const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    policy.versions = [
      { VersionId: 'v9', document: JSON.stringify(document), CreateDate: new Date(), isDefault: true },
      ...policy.versions.map((one) => ({ ...one, isDefault: false })),
    ];
    policy.DefaultVersionId = 'v9';
  },
  'aws-lambda-remove-public-permissions': (world) => {
    const found = first(world.region(home).functions.all(), 'function');
    const statement = {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: found.FunctionArn,
    };
    found.policy = JSON.stringify({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        { Sid: 'FromEvents', ...statement, Principal: { Service: 'events.amazonaws.com' } },
        { Sid: 'Everybody', ...statement, Principal: '*' },
      ],
    });
  },
  'aws-rds-cluster-copies-tags': (world) => {
    const clusters = world
      .region(home)
      .dbClusters.all()
      .filter(({ Engine }) => Engine?.startsWith('aurora'));
    first(clusters, 'cluster of Aurora').CopyTagsToSnapshot = false;
  },
  'aws-rds-instance-backups': (world) => Object.assign(single(world), { BackupRetentionPeriod: 0 }),
  'aws-rds-instance-copies-tags': (world) => Object.assign(single(world), { CopyTagsToSnapshot: false }),
  'aws-rds-instance-minor-upgrades': (world) =>
    Object.assign(single(world), { AutoMinorVersionUpgrade: false }),
  'aws-rds-private-instance': (world) => Object.assign(single(world), { PubliclyAccessible: true }),
  'aws-rds-private-snapshot': (world) => {
    const manual = world
      .region(home)
      .dbSnapshots.all()
      .filter(({ SnapshotType }) => SnapshotType === 'manual');
    first(manual, 'manual snapshot').sharedWith = ['222233334444', 'all'];
  },
  'aws-s3-default-encryption': (world) => {
    delete world.buckets.get('halden-build-artifacts')?.encryption;
  },
  'aws-secretsmanager-remove-public-statements': (world) => {
    const secret = first(world.region(home).secrets.all(), 'secret');
    secret.policy = forEverybody('secretsmanager:GetSecretValue', '*');
  },
  'aws-secretsmanager-rotation': (world) => {
    const secret = first(world.region(home).secrets.all(), 'secret');
    const { FunctionArn } = first(world.region(home).functions.all(), 'function');
    Object.assign(secret, {
      RotationEnabled: false,
      RotationLambdaARN: FunctionArn,
      RotationRules: { AutomaticallyAfterDays: 60 },
    });
  },
  'aws-sns-remove-public-statements': (world) => {
    const topic = first(world.region(home).topics.all(), 'topic');
    topic.attributes.Policy = forEverybody('sns:Publish', topic.TopicArn);
  },
  'aws-sqs-remove-public-statements': (world) => {
    const queue = first(world.region(home).queues.all(), 'queue');
    queue.attributes.Policy = forEverybody('sqs:SendMessage', queue.attributes.QueueArn ?? '*');
  },
};

/** Does all of it to the account. */
export function causeRemediationFaults(world: World): void {
  for (const cause of Object.values(faults)) cause(world);
}

const administrator = {
  PolicyName: 'AdministratorAccess',
  PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
};

const rule = (IpProtocol: string, FromPort: number, CidrIp: string, ToPort = FromPort): IpPermission => ({
  IpProtocol,
  FromPort,
  ToPort,
  IpRanges: [{ CidrIp, Description: 'for a moment' }],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
});
const ipv6Rule = (port: number): IpPermission => ({
  ...rule('tcp', port, ''),
  IpRanges: [],
  Ipv6Ranges: [{ CidrIpv6: '::/0' }],
});

function open(world: World, index: number, rules: IpPermission[]): void {
  const named = world
    .region(home)
    .securityGroups.all()
    .filter(({ GroupName }) => GroupName !== 'default');
  const group = named[index];
  if (group === undefined) throw new Error('the sandbox has too few security groups');
  group.IpPermissions = [...(group.IpPermissions ?? []), ...rules];
}

function setAttribute(world: World, key: string, value: string): void {
  const balancers = world
    .region(home)
    .loadBalancers.all()
    .filter(({ Type }) => Type === 'application');
  const balancer = first(balancers, 'application load balancer');
  balancer.attributes = [...balancer.attributes.filter(({ Key }) => Key !== key), { Key: key, Value: value }];
}

/** An instance that is in no cluster. */
const single = (world: World) =>
  first(
    world
      .region(home)
      .dbInstances.all()
      .filter((one) => !one.DBClusterIdentifier),
    'instance outside of clusters',
  );
