import type { Account } from './account.ts';
import { bucketName } from './create-data.ts';
import { passwordPolicy } from './create-identities.ts';
import { policy, tagList } from './sdk.ts';

/** One call that somebody should not have made, and the one drift that the documented rules promise for it. */
export type AccountChange = {
  what: string;
  type: string;
  region: string;
  /** Name, or the end of the external id. */
  id: string;
  attribute: string;
  severity: 'critical' | 'high' | 'medium' | 'low';
  driftType: 'security' | 'configuration';
  apply(): Promise<unknown>;
};

export function accountChanges(account: Account): AccountChange[] {
  return [...openings(account), ...weakenings(account), ...operations(account), ...trifles(account)];
}

/** What lets strangers in. */
function openings({ home, away, identities, aws }: Account): AccountChange[] {
  const data = bucketName(home.aws, 'data');
  const world = (port: number): object => ({
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  });
  return [
    {
      what: 'a block against public access is lifted',
      ...{ type: 's3_bucket', region: 'us-east-1', id: data, attribute: 'PublicAccessBlockConfiguration' },
      ...{ severity: 'critical', driftType: 'security' },
      apply: () =>
        home.aws.send('s3:PutPublicAccessBlock', {
          Bucket: data,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: false,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
        }),
    },
    {
      what: 'SSH is opened to the world',
      ...{ type: 'security_group', region: 'us-east-1', id: home.network.webGroup },
      ...{ attribute: 'SecurityGroupIngress', severity: 'high', driftType: 'security' },
      apply: () =>
        home.aws.send('ec2:AuthorizeSecurityGroupIngress', { GroupId: home.network.webGroup, ...world(22) }),
    },
    {
      what: 'a database port is opened to the world',
      ...{ type: 'security_group', region: 'eu-west-1', id: away.network.databaseGroup },
      ...{ attribute: 'SecurityGroupIngress', severity: 'critical', driftType: 'security' },
      apply: () =>
        away.aws.send('ec2:AuthorizeSecurityGroupIngress', {
          GroupId: away.network.databaseGroup,
          ...world(5432),
        }),
    },
    {
      what: 'a private subnet gives out public addresses',
      ...{ type: 'subnet', region: 'us-east-1', id: home.network.privateSubnet },
      ...{ attribute: 'MapPublicIpOnLaunch', severity: 'high', driftType: 'security' },
      apply: () =>
        home.aws.send('ec2:ModifySubnetAttribute', {
          SubnetId: home.network.privateSubnet,
          MapPublicIpOnLaunch: { Value: true },
        }),
    },
    {
      what: 'a private table gets a route to the internet',
      ...{ type: 'route_table', region: 'us-east-1', id: home.network.privateTable },
      ...{ attribute: 'Routes', severity: 'high', driftType: 'security' },
      apply: () =>
        home.aws.send('ec2:CreateRoute', {
          RouteTableId: home.network.privateTable,
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: home.network.gateway,
        }),
    },
    {
      what: 'a database becomes reachable from the internet',
      ...{ type: 'rds_instance', region: 'us-east-1', id: 'orders', attribute: 'PubliclyAccessible' },
      ...{ severity: 'high', driftType: 'security' },
      apply: () =>
        home.aws.send('rds:ModifyDBInstance', {
          DBInstanceIdentifier: 'orders',
          PubliclyAccessible: true,
          ApplyImmediately: true,
        }),
    },
    {
      what: 'a snapshot is shared with everybody',
      ...{ type: 'ebs_snapshot', region: 'us-east-1', id: home.compute.snapshot },
      ...{ attribute: 'CreateVolumePermissions', severity: 'critical', driftType: 'security' },
      apply: () =>
        home.aws.send('ec2:ModifySnapshotAttribute', {
          SnapshotId: home.compute.snapshot,
          Attribute: 'createVolumePermission',
          OperationType: 'add',
          GroupNames: ['all'],
        }),
    },
    {
      what: 'a policy grants everything',
      ...{ type: 'iam_policy', region: 'global', id: 'read-orders', attribute: 'PolicyDocument' },
      ...{ severity: 'critical', driftType: 'security' },
      apply: () =>
        aws.send('iam:CreatePolicyVersion', {
          PolicyArn: identities.policyArn,
          PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
          SetAsDefault: true,
        }),
    },
    {
      what: 'a role may be assumed by anybody',
      ...{ type: 'iam_role', region: 'global', id: 'orders-function', attribute: 'AssumeRolePolicyDocument' },
      ...{ severity: 'critical', driftType: 'security' },
      apply: () =>
        aws.send('iam:UpdateAssumeRolePolicy', {
          RoleName: 'orders-function',
          PolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
        }),
    },
    {
      what: 'anybody may publish to a topic',
      ...{ type: 'sns_topic', region: 'eu-west-1', id: 'alarms', attribute: 'Policy' },
      ...{ severity: 'critical', driftType: 'security' },
      apply: () =>
        away.aws.send('sns:SetTopicAttributes', {
          TopicArn: `arn:aws:sns:eu-west-1:${aws.accountId}:alarms`,
          AttributeName: 'Policy',
          AttributeValue: policy({ Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' }),
        }),
    },
  ];
}

/** What takes a protection away. */
function weakenings({ home, away, aws }: Account): AccountChange[] {
  return [
    {
      what: 'volumes are no longer encrypted by default',
      ...{ type: 'ec2_region_settings', region: 'us-east-1', id: 'us-east-1' },
      ...{ attribute: 'EbsEncryptionByDefault', severity: 'critical', driftType: 'security' },
      apply: () => home.aws.send('ec2:DisableEbsEncryptionByDefault'),
    },
    {
      what: 'the metadata service answers without a token',
      ...{ type: 'ec2_instance', region: 'us-east-1', id: home.compute.webInstance },
      ...{ attribute: 'MetadataOptions', severity: 'high', driftType: 'security' },
      apply: () =>
        home.aws.send('ec2:ModifyInstanceMetadataOptions', {
          InstanceId: home.compute.webInstance,
          HttpTokens: 'optional',
        }),
    },
    {
      what: 'a key is no longer rotated',
      ...{ type: 'kms_key', region: 'us-east-1', id: home.keyArn },
      ...{ attribute: 'EnableKeyRotation', severity: 'medium', driftType: 'security' },
      apply: () => home.aws.send('kms:DisableKeyRotation', { KeyId: home.keyArn }),
    },
    {
      what: 'shorter passwords are allowed',
      ...{ type: 'iam_account', region: 'global', id: 'acme-shop' },
      ...{ attribute: 'PasswordPolicy', severity: 'medium', driftType: 'security' },
      apply: () => aws.send('iam:UpdateAccountPasswordPolicy', passwordPolicy(8)),
    },
    {
      what: 'images are no longer scanned',
      ...{ type: 'ecr_repository', region: 'eu-west-1', id: 'shop/web' },
      ...{ attribute: 'ImageScanningConfiguration', severity: 'medium', driftType: 'security' },
      apply: () =>
        away.aws.send('ecr:PutImageScanningConfiguration', {
          repositoryName: 'shop/web',
          imageScanningConfiguration: { scanOnPush: false },
        }),
    },
  ];
}

/** What hurts on the day that something breaks. */
function operations({ home, away }: Account): AccountChange[] {
  const data = bucketName(away.aws, 'data');
  return [
    {
      what: 'a trail stops recording',
      ...{ type: 'cloudtrail_trail', region: 'us-east-1', id: 'audit-us-east-1', attribute: 'IsLogging' },
      ...{ severity: 'high', driftType: 'configuration' },
      apply: () => home.aws.send('cloudtrail:StopLogging', { Name: 'audit-us-east-1' }),
    },
    {
      what: 'a database is no longer backed up',
      ...{ type: 'rds_instance', region: 'eu-west-1', id: 'stock', attribute: 'BackupRetentionPeriod' },
      ...{ severity: 'high', driftType: 'configuration' },
      apply: () =>
        away.aws.send('rds:ModifyDBInstance', {
          DBInstanceIdentifier: 'stock',
          BackupRetentionPeriod: 0,
          ApplyImmediately: true,
        }),
    },
    {
      what: 'a table loses its point-in-time recovery',
      ...{ type: 'dynamodb_table', region: 'us-east-1', id: 'carts' },
      ...{ attribute: 'PointInTimeRecoverySpecification', severity: 'high', driftType: 'configuration' },
      apply: () =>
        home.aws.send('dynamodb:UpdateContinuousBackups', {
          TableName: 'carts',
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
        }),
    },
    {
      what: 'a database cluster can be deleted',
      ...{ type: 'rds_cluster', region: 'eu-west-1', id: 'ledger', attribute: 'DeletionProtection' },
      ...{ severity: 'medium', driftType: 'configuration' },
      apply: () =>
        away.aws.send('rds:ModifyDBCluster', {
          DBClusterIdentifier: 'ledger',
          DeletionProtection: false,
          ApplyImmediately: true,
        }),
    },
    {
      what: 'a load balancer can be deleted',
      ...{ type: 'load_balancer', region: 'us-east-1', id: 'front', attribute: 'LoadBalancerAttributes' },
      ...{ severity: 'medium', driftType: 'configuration' },
      apply: () =>
        home.aws.send('elastic-load-balancing-v2:ModifyLoadBalancerAttributes', {
          LoadBalancerArn: home.compute.balancer,
          Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }],
        }),
    },
    {
      what: 'a bucket stops keeping versions',
      ...{ type: 's3_bucket', region: 'eu-west-1', id: data, attribute: 'VersioningConfiguration' },
      ...{ severity: 'medium', driftType: 'configuration' },
      apply: () =>
        away.aws.send('s3:PutBucketVersioning', {
          Bucket: data,
          VersioningConfiguration: { Status: 'Suspended' },
        }),
    },
  ];
}

/** What is only worth a note. */
function trifles({ home, away }: Account): AccountChange[] {
  return [
    {
      what: 'a function may run longer',
      ...{ type: 'lambda_function', region: 'us-east-1', id: 'orders', attribute: 'Timeout' },
      ...{ severity: 'medium', driftType: 'configuration' },
      apply: () =>
        home.aws.send('lambda:UpdateFunctionConfiguration', { FunctionName: 'orders', Timeout: 60 }),
    },
    {
      what: 'a queue hides messages for longer',
      ...{ type: 'sqs_queue', region: 'eu-west-1', id: 'orders', attribute: 'VisibilityTimeout' },
      ...{ severity: 'medium', driftType: 'configuration' },
      apply: async () => {
        const { QueueUrl } = (await away.aws.send('sqs:GetQueueUrl', { QueueName: 'orders' })) as {
          QueueUrl: string;
        };
        return await away.aws.send('sqs:SetQueueAttributes', {
          QueueUrl,
          Attributes: { VisibilityTimeout: '300' },
        });
      },
    },
    {
      what: 'a volume gets a tag',
      ...{ type: 'ebs_volume', region: 'us-east-1', id: home.compute.volume, attribute: 'Tags' },
      ...{ severity: 'low', driftType: 'configuration' },
      apply: () =>
        home.aws.send('ec2:CreateTags', {
          Resources: [home.compute.volume],
          Tags: tagList({ owner: 'nobody' }),
        }),
    },
    {
      what: 'a secret gets another description',
      ...{ type: 'secrets_manager_secret', region: 'eu-west-1', id: 'db', attribute: 'Description' },
      ...{ severity: 'low', driftType: 'configuration' },
      apply: () =>
        away.aws.send('secrets-manager:UpdateSecret', { SecretId: 'db', Description: 'the old db' }),
    },
  ];
}

/** Deletes one resource each. The last of them all must be marked, and nothing else. */
export function deletions({
  home,
  away,
  aws,
}: Account): { type: string; region: string; id: string; apply(): Promise<unknown> }[] {
  return [
    {
      ...{ type: 's3_bucket', region: 'us-east-1', id: bucketName(home.aws, 'scratch') },
      apply: () => home.aws.send('s3:DeleteBucket', { Bucket: bucketName(home.aws, 'scratch') }),
    },
    {
      ...{ type: 'dynamodb_table', region: 'eu-west-1', id: 'sessions' },
      apply: () => away.aws.send('dynamodb:DeleteTable', { TableName: 'sessions' }),
    },
    {
      ...{ type: 'iam_group', region: 'global', id: 'auditors' },
      apply: () => aws.send('iam:DeleteGroup', { GroupName: 'auditors' }),
    },
    {
      ...{ type: 'cloudwatch_log_group', region: 'us-east-1', id: '/app/worker' },
      apply: () => home.aws.send('cloudwatch-logs:DeleteLogGroup', { logGroupName: '/app/worker' }),
    },
    {
      ...{ type: 'ebs_snapshot', region: 'eu-west-1', id: away.compute.snapshot },
      apply: () => away.aws.send('ec2:DeleteSnapshot', { SnapshotId: away.compute.snapshot }),
    },
    {
      ...{ type: 'lambda_function', region: 'eu-west-1', id: 'mails' },
      apply: () => away.aws.send('lambda:DeleteFunction', { FunctionName: 'mails' }),
    },
    {
      ...{ type: 'ec2_instance', region: 'eu-west-1', id: away.compute.webInstance },
      apply: async () => {
        const InstanceId = away.compute.webInstance;
        await away.aws.send('ec2:ModifyInstanceAttribute', {
          InstanceId,
          DisableApiTermination: { Value: false },
        });
        return await away.aws.send('ec2:TerminateInstances', { InstanceIds: [InstanceId] });
      },
    },
    {
      // The root volume goes with its instance.
      ...{ type: 'ebs_volume', region: 'eu-west-1', id: away.compute.rootVolume },
      apply: async () => undefined,
    },
    {
      ...{ type: 'ecr_repository', region: 'us-east-1', id: 'shop/worker' },
      apply: () => home.aws.send('ecr:DeleteRepository', { repositoryName: 'shop/worker' }),
    },
  ];
}
