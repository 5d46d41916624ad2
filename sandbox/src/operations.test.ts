import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseInputs } from './database-inputs.ts';
import { guardInputs, guardInputsByPattern } from './guard-inputs.ts';
import { isWrite } from './iam-actions.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { clientOf, send } from './sdk-clients.ts';
import { services } from './services/catalogue.ts';
import type { Region, World } from './world/world.ts';

type Inputs = (world: World, region: Region) => object[];

const nothing: Inputs = () => [{}];
const each =
  <T>(table: (world: World, region: Region) => { all(): T[] }, input: (record: T) => object): Inputs =>
  (world, region) =>
    table(world, region).all().map(input);

/** Asks for each record of a table of the region by one of its members. */
const named = (table: keyof Region, key: string): Inputs =>
  each(
    (_, region) => region[table] as unknown as { all(): Record<string, unknown>[] },
    (record) => ({ [key]: record[key] }),
  );

const buckets: Inputs = (world, region) =>
  world.buckets
    .all()
    .filter((bucket) => bucket.region === region.name)
    .map((bucket) => ({ Bucket: bucket.Name }));
const functions = named('functions', 'FunctionName');
const users = each(
  (world) => world.iam.users,
  ({ UserName }) => ({ UserName }),
);
const roles = each(
  (world) => world.iam.roles,
  ({ RoleName }) => ({ RoleName }),
);
const groups = each(
  (world) => world.iam.groups,
  ({ GroupName }) => ({ GroupName }),
);
const policies = each(
  (world) => world.iam.policies,
  ({ Arn }) => ({ PolicyArn: Arn }),
);
const distributions = each(
  (world) => world.distributions,
  ({ Id }) => ({ Id }),
);
const repositories = named('repositories', 'repositoryName');
const keys = named('keys', 'KeyId');
const topics = named('topics', 'TopicArn');
const secrets = each(
  (_, region) => region.secrets,
  ({ ARN }) => ({ SecretId: ARN }),
);
const dynamoTables = named('dynamoTables', 'TableName');
const balancers = named('loadBalancers', 'LoadBalancerArn');
const classic = named('classicLoadBalancers', 'LoadBalancerName');
const trails = each(
  (_, region) => region.trails,
  ({ TrailARN }) => ({ Name: TrailARN, TrailName: TrailARN }),
);
const certificates = each(
  (_, region) => region.certificates,
  ({ CertificateArn }) => ({ CertificateArn }),
);
const vaults = each(
  (_, region) => region.backupVaults,
  ({ BackupVaultName }) => ({ BackupVaultName }),
);
const plans = each(
  (_, region) => region.backupPlans,
  ({ id }) => ({ BackupPlanId: id }),
);
const fileSystems = each(
  (_, region) => region.fileSystems,
  ({ FileSystemId }) => ({ FileSystemId }),
);
const streams = each(
  (_, region) => region.streams,
  ({ StreamName }) => ({ StreamName }),
);
const accessPoints = each(
  (_, region) => region.accessPoints,
  ({ BucketAccountId, Name }) => ({ AccountId: BucketAccountId, Name }),
);
const policiesOf =
  (of: 'users' | 'roles' | 'groups', key: string): Inputs =>
  (world) =>
    world.iam[of]
      .all()
      .flatMap((one: { inlinePolicies: Record<string, string> } & object) =>
        Object.keys(one.inlinePolicies).map((PolicyName) => ({ [key]: (one as never)[key], PolicyName })),
      );

/** What to ask of the account, per operation; anything not named here is called without input. */
const inputs: Record<string, Inputs> = {
  'sts.AssumeRole': () => [],
  'ec2.DescribeInstanceAttribute': each(
    (_, region) => region.instances,
    ({ InstanceId }) => ({ InstanceId, Attribute: 'userData' }),
  ),
  'ec2.DescribeSnapshots': () => [{ OwnerIds: ['self'] }],
  'ec2.DescribeSnapshotAttribute': each(
    (_, region) => region.snapshots,
    ({ SnapshotId }) => ({ SnapshotId, Attribute: 'createVolumePermission' }),
  ),
  'ec2.DescribeImages': () => [{ Owners: ['self'] }],
  'ec2.DescribeImageAttribute': each(
    (_, region) => region.images,
    ({ ImageId }) => ({ ImageId, Attribute: 'launchPermission' }),
  ),
  'ec2.DescribeVpcEndpointServicePermissions': named('endpointServices', 'ServiceId'),
  'ec2.DescribeVpcAttribute': each(
    (_, region) => region.vpcs,
    ({ VpcId }) => ({ VpcId, Attribute: 'enableDnsSupport' }),
  ),
  'iam.GetGroup': groups,
  'iam.GetUserPolicy': policiesOf('users', 'UserName'),
  'iam.GetRolePolicy': policiesOf('roles', 'RoleName'),
  'iam.GetGroupPolicy': policiesOf('groups', 'GroupName'),
  'iam.GetAccessKeyLastUsed': (world) =>
    world.iam.users.all().flatMap((user) => user.accessKeys.map(({ AccessKeyId }) => ({ AccessKeyId }))),
  'iam.GetPolicyVersion': each(
    (world) => world.iam.policies,
    ({ Arn }) => ({ PolicyArn: Arn, VersionId: 'v1' }),
  ),
  'iam.ListServerCertificateTags': each(
    (world) => world.iam.serverCertificates,
    ({ ServerCertificateName }) => ({ ServerCertificateName }),
  ),
  'iam.GetSAMLProvider': each(
    (world) => world.iam.samlProviders,
    ({ Arn }) => ({ SAMLProviderArn: Arn }),
  ),
  'iam.GetOpenIDConnectProvider': each(
    (world) => world.iam.oidcProviders,
    ({ Arn }) => ({ OpenIDConnectProviderArn: Arn }),
  ),
  'account.GetAlternateContact': () => [
    { AlternateContactType: 'SECURITY' },
    { AlternateContactType: 'OPERATIONS' },
  ],
  'accessanalyzer.GetFindingsStatistics': each(
    (world) => world.iam.analyzers,
    ({ arn }) => ({ analyzerArn: arn }),
  ),
  'iam.GetLoginProfile': users,
  'iam.ListInstanceProfilesForRole': roles,
  'iam.ListGroupsForUser': users,
  'iam.ListMFADevices': users,
  'iam.ListAccessKeys': users,
  'rds.DescribeDBEngineVersions': each(
    (_, region) => region.dbInstances,
    ({ Engine, EngineVersion }) => ({ Engine, EngineVersion, IncludeAll: true }),
  ),
  'rds.DescribeDBSnapshotAttributes': each(
    (_, region) => region.dbSnapshots,
    ({ DBSnapshotIdentifier }) => ({ DBSnapshotIdentifier }),
  ),
  'rds.DescribeDBClusterSnapshotAttributes': each(
    (_, region) => region.dbClusterSnapshots,
    ({ DBClusterSnapshotIdentifier }) => ({ DBClusterSnapshotIdentifier }),
  ),
  'rds.ListTagsForResource': each(
    (_, region) => region.dbInstances,
    ({ DBInstanceArn }) => ({ ResourceName: DBInstanceArn }),
  ),
  'cloudtrail.GetTrail': trails,
  'cloudtrail.GetTrailStatus': trails,
  'cloudtrail.GetEventSelectors': trails,
  'cloudtrail.GetInsightSelectors': trails,
  'cloudtrail.ListTags': each(
    (_, region) => region.trails,
    ({ TrailARN }) => ({ ResourceIdList: [TrailARN] }),
  ),
  'elasticloadbalancingv2.DescribeLoadBalancerAttributes': balancers,
  'elasticloadbalancingv2.DescribeListeners': balancers,
  'elasticloadbalancingv2.DescribeRules': named('listeners', 'ListenerArn'),
  'elasticloadbalancingv2.DescribeTags': each(
    (_, region) => region.loadBalancers,
    (one) => ({ ResourceArns: [one.LoadBalancerArn] }),
  ),
  'elasticloadbalancing.DescribeLoadBalancerAttributes': classic,
  'elasticloadbalancing.DescribeLoadBalancerPolicies': classic,
  'elasticloadbalancing.DescribeTags': each(
    (_, region) => region.classicLoadBalancers,
    (one) => ({ LoadBalancerNames: [one.LoadBalancerName] }),
  ),
  'dynamodb.ListTagsOfResource': each(
    (_, region) => region.dynamoTables,
    ({ TableArn }) => ({ ResourceArn: TableArn }),
  ),
  'lambda.ListTags': each(
    (_, region) => region.functions,
    ({ FunctionArn }) => ({ Resource: FunctionArn }),
  ),
  'cloudfront.GetDistribution': distributions,
  'cloudfront.GetDistributionConfig': distributions,
  'cloudfront.ListTagsForResource': each(
    (world) => world.distributions,
    ({ ARN }) => ({ Resource: ARN }),
  ),
  'kms.GetKeyPolicy': each(
    (_, region) => region.keys,
    ({ KeyId }) => ({ KeyId, PolicyName: 'default' }),
  ),
  'eks.DescribeCluster': each(
    (_, region) => region.eksClusters,
    ({ name }) => ({ name }),
  ),
  'ecr.ListTagsForResource': each(
    (_, region) => region.repositories,
    (one) => ({ resourceArn: one.repositoryArn }),
  ),
  'ecs.DescribeClusters': each(
    (_, region) => region.ecsClusters,
    (one) => ({ clusters: [one.clusterArn], include: ['TAGS'] }),
  ),
  'sns.ListTagsForResource': each(
    (_, region) => region.topics,
    ({ TopicArn }) => ({ ResourceArn: TopicArn }),
  ),
  ...guardInputs,
  ...databaseInputs,
  'acm.DescribeCertificate': certificates,
  'acm.ListTagsForCertificate': certificates,
  'backup.GetBackupVaultAccessPolicy': vaults,
  'backup.GetBackupVaultNotifications': vaults,
  'backup.ListRecoveryPointsByBackupVault': vaults,
  'backup.GetBackupPlan': plans,
  'backup.ListBackupSelections': plans,
  'backup.GetBackupSelection': (_, region) =>
    region.backupPlans
      .all()
      .flatMap((plan) => plan.selections.map(({ id }) => ({ BackupPlanId: plan.id, SelectionId: id }))),
  'backup.ListTags': each(
    (_, region) => region.backupVaults,
    ({ BackupVaultArn }) => ({ ResourceArn: BackupVaultArn }),
  ),
  'ssm.ListTagsForResource': each(
    (_, region) => region.parameters,
    ({ Name }) => ({ ResourceType: 'Parameter', ResourceId: Name }),
  ),
  'ssm.DescribeDocumentPermission': each(
    (_, region) => region.documents,
    ({ Name }) => ({ Name, PermissionType: 'Share' }),
  ),
  's3control.GetPublicAccessBlock': ({ accountId }) => [{ AccountId: accountId }],
  's3control.ListAccessPoints': ({ accountId }) => [{ AccountId: accountId }],
  'logs.GetDataProtectionPolicy': each(
    (_, region) => region.logGroups,
    ({ logGroupArn }) => ({ logGroupIdentifier: logGroupArn }),
  ),
  'logs.ListTagsForResource': each(
    (_, region) => region.logGroups,
    ({ logGroupArn }) => ({ resourceArn: logGroupArn }),
  ),
};

const byPattern: [RegExp, Inputs][] = [
  ...guardInputsByPattern,
  [/^s3\.(?!ListBuckets)/, buckets],
  [/^lambda\.Get/, functions],
  [/^iam\.(GetUser$|List(Attached)?User(Policies|Tags))/, users],
  [/^iam\.(GetRole$|List(Attached)?Role(Policies|Tags))/, roles],
  [/^iam\.List(Attached)?GroupPolicies/, groups],
  [/^iam\.(GetPolicy$|ListPolicyVersions|ListPolicyTags|ListEntitiesForPolicy)/, policies],
  [/^dynamodb\.Describe/, dynamoTables],
  [/^kms\.(DescribeKey|GetKeyRotationStatus|ListResourceTags)/, keys],
  [/^ecr\.Get/, repositories],
  [/^sns\.(GetTopicAttributes|ListSubscriptionsByTopic)/, topics],
  [/^efs\.Describe(?!FileSystems$)/, fileSystems],
  [/^kinesis\.(?!ListStreams$)/, streams],
  [/^s3control\.GetAccessPoint/, accessPoints],
  [/^secretsmanager\.(DescribeSecret|GetResourcePolicy)/, secrets],
];

/** Errors by which AWS says that a thing has no such part. */
const absences =
  /^(NoSuch\w+|InvalidAccessException|AccessDeniedException|WAFNonexistentItemException|PolicyNotFound|ServerSideEncryptionConfigurationNotFoundError|OwnershipControlsNotFoundError|ObjectLockConfigurationNotFoundError|ReplicationConfigurationNotFoundError|ResourceNotFoundException|(Repository|Lifecycle)PolicyNotFoundException)/;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const operations = services.flatMap((service) =>
  Object.keys(service.operations)
    .filter((operation) => !isWrite(operation))
    .map((operation) => [service.id, operation] as const),
);

describe('every reading operation answers the real SDK client', () => {
  test.for(operations)('%s %s', async ([id, operation]) => {
    const name = `${id}.${operation}`;
    const make = inputs[name] ?? byPattern.find(([pattern]) => pattern.test(name))?.[1] ?? nothing;
    let calls = 0;
    for (const region of sandbox.world.regions.values()) {
      const client = await clientOf(sandbox, id, region.name);
      const wanted =
        id === 'sqs' && operation !== 'ListQueues' ? queueInputs(region) : make(sandbox.world, region);
      for (const input of wanted.slice(0, 12)) {
        const answer = await send(client, id, operation, input).catch((error: Error) => error);
        if (answer instanceof Error) expect(answer.name, `${name} ${answer.message}`).toMatch(absences);
        calls += 1;
      }
      client.destroy();
    }
    // AssumeRole and the inline policies of groups have tests of their own, or nothing to read here.
    if (name !== 'sts.AssumeRole' && name !== 'iam.GetGroupPolicy') expect(calls).toBeGreaterThan(0);
    expect(sandbox.requests.filter((seen) => seen.status >= 500)).toEqual([]);
  });

  test('an operation that is not served says so instead of pretending', async () => {
    const client = await clientOf(sandbox, 'ec2');
    const error = await send(client, 'ec2', 'DescribeFleets').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'InvalidAction' });
  });
});

function queueInputs(region: Region): object[] {
  return region.queues.all().map(({ name }) => ({
    QueueName: name,
    QueueUrl: `${sandbox.endpoint}/${sandbox.accountId}/${name}`,
    AttributeNames: ['All'],
  }));
}
