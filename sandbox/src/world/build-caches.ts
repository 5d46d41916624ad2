import type { CacheCluster } from '@aws-sdk/client-elasticache';
import type { Parameter } from '@aws-sdk/client-rds';
import { dataKey, keyArn } from './build-keys.ts';
import type { Network } from './build-network.ts';
import { arn, type Site, standardTags, tagList } from './site.ts';

const since = new Date('2025-03-03T08:00:00Z');

function securityParameters(family: string): Parameter[] {
  const named = (ParameterName: string, ParameterValue: string): Parameter => ({
    ParameterName,
    ParameterValue,
    Source: 'system',
    ApplyType: 'dynamic',
    DataType: 'boolean',
    IsModifiable: true,
  });
  if (family.includes('postgres')) return [named('rds.force_ssl', '1'), named('log_connections', '0')];
  if (family.startsWith('docdb')) return [named('audit_logs', 'enabled'), named('tls', 'enabled')];
  if (family.startsWith('neptune')) return [named('neptune_enable_audit_log', '1')];
  return [named('require_secure_transport', 'OFF')];
}

/** The default groups that the databases of the region use, and one that a team made. */
function addParameterGroups(site: Site): void {
  const { region } = site;
  const described = (name: string) => `Default parameter group for ${name.replace('default.', '')}`;
  for (const instance of region.dbInstances.all()) {
    const name = instance.DBParameterGroups?.[0]?.DBParameterGroupName ?? '';
    const family = name.replace('default.', '');
    region.dbParameterGroups.put({
      name,
      arn: arn(site, 'rds', `pg:${name}`),
      family,
      description: described(name),
      parameters: securityParameters(family),
    });
  }
  for (const cluster of region.dbClusters.all()) {
    const name = cluster.DBClusterParameterGroup ?? '';
    const family = name.replace('default.', '');
    region.dbClusterParameterGroups.put({
      name,
      arn: arn(site, 'rds', `cluster-pg:${name}`),
      family,
      description: described(name),
      parameters: securityParameters(family),
    });
  }
  if (region.name !== 'us-east-1') return;
  region.dbParameterGroups.put({
    name: 'reporting-postgres16',
    arn: arn(site, 'rds', 'pg:reporting-postgres16'),
    family: 'postgres16',
    description: 'Reporting',
    parameters: [
      ...securityParameters('postgres16'),
      { ParameterName: 'work_mem', ParameterValue: '65536', Source: 'user', IsModifiable: true },
    ],
  });
}

function addSubscriptions(site: Site): void {
  const { region, world } = site;
  const SnsTopicArn = region.topics.all()[0]?.TopicArn ?? arn(site, 'sns', 'operations');
  const add = (name: string, SourceType: string, EventCategoriesList: string[]) =>
    region.eventSubscriptions.put({
      CustomerAwsId: world.accountId,
      CustSubscriptionId: name,
      SnsTopicArn,
      Status: 'active',
      SubscriptionCreationTime: '2025-03-03 08:00:00.000',
      SourceType,
      SourceIdsList: [],
      EventCategoriesList,
      Enabled: true,
      EventSubscriptionArn: arn(site, 'rds', `es:${name}`),
    });
  add('database-trouble', 'db-instance', ['maintenance', 'configuration change', 'failure']);
  add('cluster-trouble', 'db-cluster', ['maintenance', 'failure']);
}

function addCaches(site: Site, network: Network): void {
  const { region, plan } = site;
  const isHome = region.name === 'us-east-1';
  const CacheSubnetGroupName = `cache-${plan.stage}`;
  region.cacheSubnetGroups.put({
    CacheSubnetGroupName,
    CacheSubnetGroupDescription: 'Private subnets',
    VpcId: network.vpcId,
    Subnets: network.privateSubnets.map((SubnetIdentifier) => ({ SubnetIdentifier })),
    ARN: arn(site, 'elasticache', `subnetgroup:${CacheSubnetGroupName}`),
    SupportedNetworkTypes: ['ipv4'],
  });
  const ReplicationGroupId = isHome ? 'sessions-prod' : 'sessions-eu';
  const members = [`${ReplicationGroupId}-001`, `${ReplicationGroupId}-002`];
  const node = {
    CacheNodeType: 'cache.r7g.large',
    CacheClusterStatus: 'available',
    CacheClusterCreateTime: since,
    PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
    CacheSubnetGroupName,
    SecurityGroups: [{ SecurityGroupId: network.groups.internal, Status: 'active' }],
    AutoMinorVersionUpgrade: true,
    AuthTokenEnabled: false,
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
  } satisfies CacheCluster;
  for (const [index, CacheClusterId] of members.entries()) {
    region.cacheClusters.put({
      ...node,
      CacheClusterId,
      ARN: arn(site, 'elasticache', `cluster:${CacheClusterId}`),
      Engine: 'redis',
      EngineVersion: '7.1.0',
      NumCacheNodes: 1,
      PreferredAvailabilityZone: `${region.name}${plan.zones[index]}`,
      CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Address: `${CacheClusterId}.cache`, Port: 6379 } }],
      CacheParameterGroup: { CacheParameterGroupName: 'default.redis7' },
      ReplicationGroupId,
      SnapshotRetentionLimit: index === 0 ? 7 : 0,
      SnapshotWindow: '02:00-03:00',
      TransitEncryptionEnabled: isHome,
      AtRestEncryptionEnabled: true,
      tags: standardTags(CacheClusterId, plan.stage, 'storefront'),
    });
  }
  region.replicationGroups.put({
    ReplicationGroupId,
    ARN: arn(site, 'elasticache', `replicationgroup:${ReplicationGroupId}`),
    Description: 'Sessions of the shop',
    Status: 'available',
    Engine: 'redis',
    CacheNodeType: 'cache.r7g.large',
    MemberClusters: members,
    NodeGroups: [{ NodeGroupId: '0001', Status: 'available' }],
    AutomaticFailover: 'enabled',
    MultiAZ: 'enabled',
    SnapshottingClusterId: members[0],
    SnapshotRetentionLimit: 7,
    SnapshotWindow: '02:00-03:00',
    ClusterEnabled: false,
    ClusterMode: 'disabled',
    AuthTokenEnabled: false,
    UserGroupIds: isHome ? ['sessions'] : [],
    TransitEncryptionEnabled: isHome,
    ...(isHome ? { TransitEncryptionMode: 'required' as const } : {}),
    AtRestEncryptionEnabled: true,
    KmsKeyId: keyArn(site, dataKey),
    AutoMinorVersionUpgrade: true,
    DataTiering: 'disabled',
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
    tags: standardTags(ReplicationGroupId, plan.stage, 'storefront'),
  });
  if (!isHome) return;
  region.cacheClusters.put({
    ...node,
    CacheClusterId: 'catalog-pages',
    ARN: arn(site, 'elasticache', 'cluster:catalog-pages'),
    Engine: 'memcached',
    EngineVersion: '1.6.22',
    NumCacheNodes: 2,
    PreferredAvailabilityZone: 'Multiple',
    ConfigurationEndpoint: { Address: 'catalog-pages.cfg', Port: 11211 },
    CacheNodes: [],
    CacheParameterGroup: { CacheParameterGroupName: 'default.memcached1.6' },
    TransitEncryptionEnabled: false,
    AtRestEncryptionEnabled: false,
    tags: standardTags('catalog-pages', plan.stage, 'storefront'),
  });
}

function addWarehouse(site: Site, network: Network): void {
  const { region, plan, world } = site;
  const parameter = (ParameterName: string, ParameterValue: string, Source: string) => ({
    ParameterName,
    ParameterValue,
    Source,
    DataType: 'boolean',
    IsModifiable: true,
  });
  region.warehouses.put({
    ClusterIdentifier: 'warehouse-prod',
    NodeType: 'ra3.large',
    ClusterStatus: 'available',
    ClusterAvailabilityStatus: 'Available',
    MasterUsername: 'halden_admin',
    DBName: 'sales',
    Endpoint: { Address: `warehouse-prod.${region.name}.redshift.amazonaws.com`, Port: 5439 },
    ClusterCreateTime: since,
    AutomatedSnapshotRetentionPeriod: 7,
    ManualSnapshotRetentionPeriod: -1,
    ClusterSecurityGroups: [],
    VpcSecurityGroups: [{ VpcSecurityGroupId: network.groups.internal, Status: 'active' }],
    ClusterParameterGroups: [{ ParameterGroupName: 'warehouse', ParameterApplyStatus: 'in-sync' }],
    ClusterSubnetGroupName: 'warehouse',
    VpcId: network.vpcId,
    AvailabilityZone: `${region.name}a`,
    PreferredMaintenanceWindow: 'sun:04:00-sun:04:30',
    ClusterVersion: '1.0',
    AllowVersionUpgrade: true,
    NumberOfNodes: 2,
    PubliclyAccessible: false,
    Encrypted: true,
    KmsKeyId: keyArn(site, dataKey),
    EnhancedVpcRouting: false,
    IamRoles: [{ IamRoleArn: `arn:aws:iam::${world.accountId}:role/warehouse`, ApplyStatus: 'in-sync' }],
    MaintenanceTrackName: 'current',
    MultiAZ: 'Disabled',
    Tags: tagList(standardTags('warehouse-prod', plan.stage, 'data-platform')),
    logging: {
      LoggingEnabled: true,
      LogDestinationType: 'cloudwatch',
      LogExports: ['connectionlog', 'userlog', 'useractivitylog'],
    },
    parameters: [
      parameter('datestyle', 'ISO, MDY', 'engine-default'),
      parameter('enable_user_activity_logging', 'true', 'user'),
      parameter('require_ssl', 'true', 'user'),
    ],
  });
}

function addSearch(site: Site, network: Network): void {
  const { region, plan, world } = site;
  const logGroup = arn(site, 'logs', 'log-group:/aws/opensearch/product-search');
  const publish = { CloudWatchLogsLogGroupArn: logGroup, Enabled: true };
  region.searchDomains.put({
    DomainId: `${world.accountId}/product-search`,
    DomainName: 'product-search',
    ARN: arn(site, 'es', 'domain/product-search'),
    Created: true,
    EngineVersion: 'OpenSearch_2.15',
    ClusterConfig: {
      InstanceType: 'r6g.large.search',
      InstanceCount: 3,
      DedicatedMasterEnabled: true,
      DedicatedMasterType: 'm6g.large.search',
      DedicatedMasterCount: 3,
      ZoneAwarenessEnabled: true,
      ZoneAwarenessConfig: { AvailabilityZoneCount: 3 },
    },
    EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 200 },
    AccessPolicies: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${world.accountId}:root` },
          Action: 'es:ESHttp*',
          Resource: `${arn(site, 'es', 'domain/product-search')}/*`,
        },
      ],
    }),
    VPCOptions: {
      VPCId: network.vpcId,
      SubnetIds: network.privateSubnets,
      SecurityGroupIds: [network.groups.internal ?? ''],
    },
    EncryptionAtRestOptions: { Enabled: true, KmsKeyId: keyArn(site, dataKey) },
    NodeToNodeEncryptionOptions: { Enabled: true },
    DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    AdvancedSecurityOptions: {
      Enabled: true,
      InternalUserDatabaseEnabled: false,
      AnonymousAuthEnabled: false,
    },
    LogPublishingOptions: {
      AUDIT_LOGS: publish,
      ES_APPLICATION_LOGS: publish,
      INDEX_SLOW_LOGS: publish,
      SEARCH_SLOW_LOGS: publish,
    },
    CognitoOptions: { Enabled: false },
    SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: true },
    ServiceSoftwareOptions: {
      CurrentVersion: 'OpenSearch_2_15_R20260601',
      UpdateAvailable: false,
      UpdateStatus: 'COMPLETED',
    },
    tags: standardTags('product-search', plan.stage, 'storefront'),
  });
  // Left over from the time before the network had private subnets.
  region.searchDomains.put({
    DomainId: `${world.accountId}/legacy-logs`,
    DomainName: 'legacy-logs',
    ARN: arn(site, 'es', 'domain/legacy-logs'),
    Created: true,
    EngineVersion: 'Elasticsearch_7.10',
    ClusterConfig: { InstanceType: 't3.small.search', InstanceCount: 1, ZoneAwarenessEnabled: false },
    EBSOptions: { EBSEnabled: true, VolumeType: 'gp2', VolumeSize: 50 },
    AccessPolicies: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'es:*',
          Resource: `${arn(site, 'es', 'domain/legacy-logs')}/*`,
          Condition: { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
        },
      ],
    }),
    EncryptionAtRestOptions: { Enabled: false },
    NodeToNodeEncryptionOptions: { Enabled: false },
    DomainEndpointOptions: { EnforceHTTPS: false, TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' },
    AdvancedSecurityOptions: { Enabled: false, InternalUserDatabaseEnabled: false },
    ServiceSoftwareOptions: {
      CurrentVersion: 'R20230105',
      NewVersion: 'R20260601',
      UpdateAvailable: true,
      UpdateStatus: 'ELIGIBLE',
    },
    tags: standardTags('legacy-logs', plan.stage, 'platform'),
  });
}

/** Parameters, caches, warehouse, search and streams of one region. */
export function buildCaches(site: Site, network: Network): void {
  addParameterGroups(site);
  if (site.plan.stage !== 'prod') return;
  addCaches(site, network);
  if (site.region.name !== 'us-east-1') return;
  addSubscriptions(site);
  addWarehouse(site, network);
  addSearch(site, network);
}
