import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { DistributionConfig, DistributionSummary } from '@aws-sdk/client-cloudfront';
import type {
  Event,
  EventSelector,
  GetTrailStatusResponse,
  InsightSelector,
  Trail,
} from '@aws-sdk/client-cloudtrail';
import type { LogGroup, MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  DeliveryChannel,
} from '@aws-sdk/client-config-service';
import type {
  ContinuousBackupsDescription,
  TableDescription,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import type * as ec2 from '@aws-sdk/client-ec2';
import type { Repository } from '@aws-sdk/client-ecr';
import type { Cluster as EcsCluster } from '@aws-sdk/client-ecs';
import type { Cluster as EksCluster } from '@aws-sdk/client-eks';
import type { LoadBalancerAttributes, LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type {
  Listener,
  LoadBalancer,
  LoadBalancerAttribute,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { KeyMetadata } from '@aws-sdk/client-kms';
import type { FunctionConfiguration, FunctionUrlConfig } from '@aws-sdk/client-lambda';
import type * as rds from '@aws-sdk/client-rds';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3-control';
import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { StoredBucket } from './bucket-record.ts';
import { type ConnectionTables, createConnectionTables } from './connection-records.ts';
import { createDatabaseTables, type DatabaseTables } from './database-records.ts';
import { createGuardTables, type GuardTables, type StoredZone } from './guard-records.ts';
import type { Iam } from './iam-records.ts';
import { createStorageTables, type StorageTables } from './storage-records.ts';
import { createTable, type Table } from './table.ts';

export type Tags = Record<string, string>;

export interface StoredInstance extends ec2.Instance {
  UserData?: string;
  DisableApiTermination: boolean;
}
export interface StoredVpc extends ec2.Vpc {
  EnableDnsSupport: boolean;
  EnableDnsHostnames: boolean;
}
/** Permissions to create volumes from a snapshot or instances from an image, beside their description. */
export interface StoredSnapshot extends ec2.Snapshot {
  sharedWith: string[];
}
export interface StoredImage extends ec2.Image {
  sharedWith: string[];
}
export interface StoredLoadBalancer extends LoadBalancer {
  attributes: LoadBalancerAttribute[];
  tags: Tags;
}
export interface StoredClassicLoadBalancer extends LoadBalancerDescription {
  attributes: LoadBalancerAttributes;
  tags: Tags;
}
export interface StoredDbSnapshot extends rds.DBSnapshot {
  sharedWith: string[];
}
export interface StoredDbClusterSnapshot extends rds.DBClusterSnapshot {
  sharedWith: string[];
}
export interface StoredDynamoTable extends TableDescription {
  tags: Tags;
  backups: ContinuousBackupsDescription;
  timeToLive: TimeToLiveDescription;
}
export interface StoredFunction extends FunctionConfiguration {
  tags: Tags;
  policy?: string;
  url?: FunctionUrlConfig;
  reservedConcurrency?: number;
}
export interface StoredKey extends KeyMetadata {
  KeyId: string;
  Arn: string;
  tags: Tags;
  policy: string;
  rotationEnabled: boolean;
  /** 365 where nobody has said anything. */
  rotationPeriodInDays?: number;
  aliases: string[];
}
export interface StoredTrail extends Trail {
  tags: Tags;
  status: GetTrailStatusResponse;
  eventSelectors: EventSelector[];
  insightSelectors: InsightSelector[];
}
export interface StoredRecorder extends ConfigurationRecorder {
  status: ConfigurationRecorderStatus;
}
export interface StoredRepository extends Repository {
  tags: Tags;
  policy?: string;
  lifecyclePolicy?: string;
}
export interface StoredTopic {
  TopicArn: string;
  attributes: Record<string, string>;
  tags: Tags;
  subscriptions: { protocol: string; endpoint: string; arn: string }[];
}
export interface StoredQueue {
  name: string;
  attributes: Record<string, string>;
  tags: Tags;
}
export interface StoredSecret extends SecretListEntry {
  policy?: string;
}
export interface StoredLogGroup extends LogGroup {
  metricFilters?: MetricFilter[];
  dataProtectionPolicy?: string;
  tags: Tags;
}
export interface StoredDistribution extends DistributionSummary {
  config: DistributionConfig;
  tags: Tags;
}

export interface RegionSettings {
  ebsEncryptionByDefault: boolean;
  ebsDefaultKmsKeyId: string;
  snapshotBlockPublicAccess: ec2.SnapshotBlockPublicAccessState;
  imageBlockPublicAccess: string;
  metadataDefaults: ec2.InstanceMetadataDefaultsResponse;
}

/** Everything that lives in one region. */
export interface Region extends ConnectionTables, DatabaseTables, GuardTables, StorageTables {
  name: string;
  settings: RegionSettings;
  vpcs: Table<StoredVpc>;
  subnets: Table<ec2.Subnet>;
  routeTables: Table<ec2.RouteTable>;
  networkAcls: Table<ec2.NetworkAcl>;
  internetGateways: Table<ec2.InternetGateway>;
  natGateways: Table<ec2.NatGateway>;
  addresses: Table<ec2.Address>;
  flowLogs: Table<ec2.FlowLog>;
  securityGroups: Table<ec2.SecurityGroup>;
  instances: Table<StoredInstance>;
  volumes: Table<ec2.Volume>;
  snapshots: Table<StoredSnapshot>;
  images: Table<StoredImage>;
  loadBalancers: Table<StoredLoadBalancer>;
  listeners: Table<Listener>;
  classicLoadBalancers: Table<StoredClassicLoadBalancer>;
  autoScalingGroups: Table<AutoScalingGroup>;
  dbInstances: Table<rds.DBInstance>;
  dbClusters: Table<rds.DBCluster>;
  dbSnapshots: Table<StoredDbSnapshot>;
  dbClusterSnapshots: Table<StoredDbClusterSnapshot>;
  dynamoTables: Table<StoredDynamoTable>;
  functions: Table<StoredFunction>;
  keys: Table<StoredKey>;
  trails: Table<StoredTrail>;
  events: Event[];
  recorders: Table<StoredRecorder>;
  deliveryChannels: Table<DeliveryChannel>;
  eksClusters: Table<EksCluster>;
  repositories: Table<StoredRepository>;
  ecsClusters: Table<EcsCluster>;
  topics: Table<StoredTopic>;
  queues: Table<StoredQueue>;
  secrets: Table<StoredSecret>;
  logGroups: Table<StoredLogGroup>;
}

/** The whole account: mutable, so that a test can change anything an attacker or a colleague could. */
export interface World {
  accountId: string;
  ownerCanonicalId: string;
  regions: Map<string, Region>;
  buckets: Table<StoredBucket>;
  /** Absent when nobody has decided anything for the whole account. */
  accountPublicAccessBlock?: PublicAccessBlockConfiguration;
  distributions: Table<StoredDistribution>;
  hostedZones: Table<StoredZone>;
  iam: Iam;
  /** Throws for a region that the account has not enabled. */
  region(name: string): Region;
}

function key<T>(name: keyof T): (record: T) => string {
  return (record) => String(record[name]);
}

function createRegion(name: string, accountId: string): Region {
  return {
    ...createConnectionTables(),
    ...createStorageTables(),
    ...createDatabaseTables(),
    ...createGuardTables(),
    name,
    settings: {
      ebsEncryptionByDefault: false,
      ebsDefaultKmsKeyId: `arn:aws:kms:${name}:${accountId}:alias/aws/ebs`,
      snapshotBlockPublicAccess: 'unblocked',
      imageBlockPublicAccess: 'block-new-sharing',
      metadataDefaults: {},
    },
    vpcs: createTable(key('VpcId')),
    subnets: createTable(key('SubnetId')),
    routeTables: createTable(key('RouteTableId')),
    networkAcls: createTable(key('NetworkAclId')),
    internetGateways: createTable(key('InternetGatewayId')),
    natGateways: createTable(key('NatGatewayId')),
    addresses: createTable(key('AllocationId')),
    flowLogs: createTable(key('FlowLogId')),
    securityGroups: createTable(key('GroupId')),
    instances: createTable(key('InstanceId')),
    volumes: createTable(key('VolumeId')),
    snapshots: createTable(key('SnapshotId')),
    images: createTable(key('ImageId')),
    loadBalancers: createTable(key('LoadBalancerArn')),
    listeners: createTable(key('ListenerArn')),
    classicLoadBalancers: createTable(key('LoadBalancerName')),
    autoScalingGroups: createTable(key('AutoScalingGroupName')),
    dbInstances: createTable(key('DBInstanceIdentifier')),
    dbClusters: createTable(key('DBClusterIdentifier')),
    dbSnapshots: createTable(key('DBSnapshotIdentifier')),
    dbClusterSnapshots: createTable(key('DBClusterSnapshotIdentifier')),
    dynamoTables: createTable(key('TableName')),
    functions: createTable(key('FunctionName')),
    keys: createTable(key('KeyId')),
    trails: createTable(key('TrailARN')),
    events: [],
    recorders: createTable(key('name')),
    deliveryChannels: createTable(key('name')),
    eksClusters: createTable(key('name')),
    repositories: createTable(key('repositoryName')),
    ecsClusters: createTable(key('clusterName')),
    topics: createTable(key('TopicArn')),
    queues: createTable(key('name')),
    secrets: createTable(key('Name')),
    logGroups: createTable(key('logGroupName')),
  };
}

export function createWorld(options: {
  accountId: string;
  ownerCanonicalId: string;
  regions: readonly string[];
  iam: Iam;
}): World {
  const regions = new Map(options.regions.map((name) => [name, createRegion(name, options.accountId)]));
  return {
    accountId: options.accountId,
    ownerCanonicalId: options.ownerCanonicalId,
    regions,
    buckets: createTable(key('Name')),
    distributions: createTable(key('Id')),
    hostedZones: createTable(key('Id')),
    iam: options.iam,
    region: (name) => {
      const region = regions.get(name);
      if (!region) throw new Error(`The account has not enabled the region ${name}.`);
      return region;
    },
  };
}
