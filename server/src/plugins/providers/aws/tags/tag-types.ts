import type { AwsService } from '../session/types.ts';

/**
 * How the tags of each type are read, and what changing them needs. Reading uses calls that the collectors use
 * too, so the read credentials need nothing more.
 */

export type TagRead = {
  service: AwsService;
  operation: string;
  /** The IAM action; `<service>:<operation>` of the collectors. */
  permission: string;
  input(arn: string, place: { region: string; partition: string; accountId: string }): object;
  /** The tags in the answer, in any of the vendor's forms; undefined when the answer has no such resource. */
  find(answer: Answer): unknown;
  /** Error codes that mean that there is no such resource. */
  gone?: string[];
  /** Error codes that mean that it has no tags. */
  none?: string[];
};
// biome-ignore lint/suspicious/noExplicitAny: the answers of twenty calls, each looked into at one place.
type Answer = any;

export type TagType = {
  /** Undefined where this resource of the type cannot be tagged. */
  read(arn: string): TagRead | undefined;
  /** IAM actions for setting and for removing, besides those of the call itself. */
  write: { set: string[]; remove: string[] };
  /** Types whose tags the tagging API does not change have calls of their own. */
  own?: { set: string; remove: string; input(arn: string): object; option: string };
};

/** The last part of an ARN: the id, or the name. */
export const lastPart = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

const ec2 = (operation: string, parameter: string, list: string): TagType => ({
  read: () => ({
    service: 'ec2',
    operation,
    permission: `ec2:${operation}`,
    input: (arn) => ({ [parameter]: [lastPart(arn)] }),
    find: (answer) => {
      const found = operation === 'DescribeInstances' ? answer.Reservations?.[0]?.Instances : answer[list];
      return found?.[0] === undefined ? undefined : (found[0].Tags ?? []);
    },
    gone: ['InvalidInstanceID.NotFound', 'InvalidGroup.NotFound', 'NatGatewayNotFound', ...notFoundIds],
  }),
  write: { set: ['ec2:CreateTags'], remove: ['ec2:DeleteTags'] },
});
const notFoundIds = [
  'InvalidVolume.NotFound',
  'InvalidSnapshot.NotFound',
  'InvalidAMIID.NotFound',
  'InvalidAMIID.Unavailable',
  'InvalidVpcID.NotFound',
  'InvalidSubnetID.NotFound',
  'InvalidRouteTableID.NotFound',
  'InvalidInternetGatewayID.NotFound',
  'InvalidNetworkAclID.NotFound',
  'InvalidAllocationID.NotFound',
];

/** One call that answers the tags, or the resource with its tags. */
const one = (
  read: Omit<TagRead, 'permission'> & { permission?: string },
  write: TagType['write'],
  own?: TagType['own'],
): TagType => {
  const full = { ...read, permission: read.permission ?? `${read.service}:${read.operation}` };
  return { read: () => full, write, ...(own === undefined ? {} : { own }) };
};
const tagAndUntag = (service: string): TagType['write'] => ({
  set: [`${service}:TagResource`],
  remove: [`${service}:UntagResource`],
});
const rdsWrite = { set: ['rds:AddTagsToResource'], remove: ['rds:RemoveTagsFromResource'] };
const rds = (operation: string, parameter: string, list: string, gone: string): TagRead => ({
  service: 'rds',
  operation,
  permission: `rds:${operation}`,
  input: (arn) => ({ [parameter]: lastPart(arn) }),
  find: (answer) => (answer[list]?.[0] === undefined ? undefined : (answer[list][0].TagList ?? [])),
  gone: [gone, `${gone}Fault`],
});
const iam = (noun: 'Role' | 'User' | 'Policy', parameter: 'RoleName' | 'UserName' | 'PolicyArn'): TagType => {
  const input = (arn: string) => ({ [parameter]: parameter === 'PolicyArn' ? arn : lastPart(arn) });
  const option = parameter.replace(
    /[A-Z]/g,
    (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`,
  );
  return one(
    {
      service: 'iam',
      operation: `Get${noun}`,
      input,
      find: (answer) => (answer[noun] === undefined ? undefined : (answer[noun].Tags ?? [])),
      gone: ['NoSuchEntity'],
    },
    { set: [`iam:Tag${noun}`], remove: [`iam:Untag${noun}`] },
    { set: `Tag${noun}`, remove: `Untag${noun}`, input, option },
  );
};

export const tagTypes: Readonly<Record<string, TagType>> = {
  ec2_instance: ec2('DescribeInstances', 'InstanceIds', 'Reservations'),
  ebs_volume: ec2('DescribeVolumes', 'VolumeIds', 'Volumes'),
  ebs_snapshot: ec2('DescribeSnapshots', 'SnapshotIds', 'Snapshots'),
  ami: ec2('DescribeImages', 'ImageIds', 'Images'),
  security_group: ec2('DescribeSecurityGroups', 'GroupIds', 'SecurityGroups'),
  vpc: ec2('DescribeVpcs', 'VpcIds', 'Vpcs'),
  subnet: ec2('DescribeSubnets', 'SubnetIds', 'Subnets'),
  route_table: ec2('DescribeRouteTables', 'RouteTableIds', 'RouteTables'),
  internet_gateway: ec2('DescribeInternetGateways', 'InternetGatewayIds', 'InternetGateways'),
  nat_gateway: ec2('DescribeNatGateways', 'NatGatewayIds', 'NatGateways'),
  network_acl: ec2('DescribeNetworkAcls', 'NetworkAclIds', 'NetworkAcls'),
  elastic_ip: ec2('DescribeAddresses', 'AllocationIds', 'Addresses'),
  s3_bucket: one(
    {
      service: 's3',
      operation: 'GetBucketTagging',
      input: (arn) => ({ Bucket: lastPart(arn) }),
      find: (answer) => answer.TagSet ?? [],
      gone: ['NoSuchBucket'],
      none: ['NoSuchTagSet'],
    },
    // All tags of a bucket are one document, which is read before it is written.
    {
      set: ['s3:GetBucketTagging', 's3:PutBucketTagging'],
      remove: ['s3:GetBucketTagging', 's3:PutBucketTagging'],
    },
  ),
  rds_instance: {
    read: () => rds('DescribeDBInstances', 'DBInstanceIdentifier', 'DBInstances', 'DBInstanceNotFound'),
    write: rdsWrite,
  },
  rds_cluster: {
    read: () => rds('DescribeDBClusters', 'DBClusterIdentifier', 'DBClusters', 'DBClusterNotFound'),
    write: rdsWrite,
  },
  rds_snapshot: {
    read: (arn) => {
      // Automated ones are called `rds:<name>`, so that the last part of the ARN is not their id.
      const [kind, ...name] = arn.split(':').slice(5);
      const of =
        kind === 'snapshot'
          ? rds('DescribeDBSnapshots', 'DBSnapshotIdentifier', 'DBSnapshots', 'DBSnapshotNotFound')
          : rds(
              'DescribeDBClusterSnapshots',
              'DBClusterSnapshotIdentifier',
              'DBClusterSnapshots',
              'DBClusterSnapshotNotFound',
            );
      const parameter = kind === 'snapshot' ? 'DBSnapshotIdentifier' : 'DBClusterSnapshotIdentifier';
      return { ...of, input: () => ({ [parameter]: name.join(':') }) };
    },
    write: rdsWrite,
  },
  dynamodb_table: one(
    {
      service: 'dynamodb',
      operation: 'ListTagsOfResource',
      input: (arn) => ({ ResourceArn: arn }),
      find: (answer) => answer.Tags ?? [],
      gone: ['ResourceNotFoundException'],
    },
    tagAndUntag('dynamodb'),
  ),
  lambda_function: one(
    {
      service: 'lambda',
      operation: 'ListTags',
      input: (arn) => ({ Resource: arn }),
      find: (answer) => answer.Tags ?? {},
      gone: ['ResourceNotFoundException'],
    },
    tagAndUntag('lambda'),
  ),
  sns_topic: one(
    {
      service: 'sns',
      operation: 'ListTagsForResource',
      input: (arn) => ({ ResourceArn: arn }),
      find: (answer) => answer.Tags ?? [],
      gone: ['ResourceNotFoundException', 'ResourceNotFound', 'NotFound'],
    },
    tagAndUntag('sns'),
  ),
  sqs_queue: one(
    {
      service: 'sqs',
      operation: 'ListQueueTags',
      input: (arn, { region, partition, accountId }) => {
        const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
        return { QueueUrl: `https://sqs.${region}.${domain}/${accountId}/${lastPart(arn)}` };
      },
      find: (answer) => answer.Tags ?? {},
      gone: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
    },
    { set: ['sqs:TagQueue'], remove: ['sqs:UntagQueue'] },
  ),
  kms_key: one(
    {
      service: 'kms',
      operation: 'ListResourceTags',
      input: (arn) => ({ KeyId: arn }),
      find: (answer) => answer.Tags ?? [],
      gone: ['NotFoundException'],
    },
    tagAndUntag('kms'),
  ),
  secrets_manager_secret: one(
    {
      service: 'secrets-manager',
      operation: 'DescribeSecret',
      permission: 'secretsmanager:DescribeSecret',
      input: (arn) => ({ SecretId: arn }),
      find: (answer) => answer.Tags ?? [],
      gone: ['ResourceNotFoundException'],
    },
    tagAndUntag('secretsmanager'),
  ),
  cloudwatch_log_group: one(
    {
      service: 'cloudwatch-logs',
      operation: 'ListTagsForResource',
      permission: 'logs:ListTagsForResource',
      input: (arn) => ({ resourceArn: arn.replace(/:\*$/, '') }),
      find: (answer) => answer.tags ?? {},
      gone: ['ResourceNotFoundException'],
    },
    tagAndUntag('logs'),
  ),
  cloudtrail_trail: one(
    {
      service: 'cloudtrail',
      operation: 'ListTags',
      input: (arn) => ({ ResourceIdList: [arn] }),
      find: (answer) => answer.ResourceTagList?.[0]?.TagsList ?? [],
      gone: ['ResourceNotFoundException'],
    },
    { set: ['cloudtrail:AddTags'], remove: ['cloudtrail:RemoveTags'] },
  ),
  ecr_repository: one(
    {
      service: 'ecr',
      operation: 'ListTagsForResource',
      input: (arn) => ({ resourceArn: arn }),
      find: (answer) => answer.tags ?? [],
      gone: ['RepositoryNotFoundException'],
    },
    tagAndUntag('ecr'),
  ),
  ecs_cluster: one(
    {
      service: 'ecs',
      operation: 'DescribeClusters',
      input: (arn) => ({ clusters: [arn], include: ['TAGS'] }),
      find: (answer) => (answer.clusters?.[0] === undefined ? undefined : (answer.clusters[0].tags ?? [])),
    },
    tagAndUntag('ecs'),
  ),
  eks_cluster: one(
    {
      service: 'eks',
      operation: 'DescribeCluster',
      input: (arn) => ({ name: lastPart(arn) }),
      find: (answer) => (answer.cluster === undefined ? undefined : (answer.cluster.tags ?? {})),
      gone: ['ResourceNotFoundException'],
    },
    tagAndUntag('eks'),
  ),
  load_balancer: {
    // The tags of classic balancers have calls that know names only.
    read: (arn) =>
      /:loadbalancer\/(app|net|gwy)\//.test(arn)
        ? {
            service: 'elastic-load-balancing-v2',
            operation: 'DescribeTags',
            permission: 'elasticloadbalancing:DescribeTags',
            input: () => ({ ResourceArns: [arn] }),
            find: (answer) => answer.TagDescriptions?.[0]?.Tags,
            gone: ['LoadBalancerNotFound', 'LoadBalancerNotFoundException'],
          }
        : undefined,
    write: { set: ['elasticloadbalancing:AddTags'], remove: ['elasticloadbalancing:RemoveTags'] },
  },
  iam_role: iam('Role', 'RoleName'),
  iam_user: iam('User', 'UserName'),
  iam_policy: iam('Policy', 'PolicyArn'),
};
