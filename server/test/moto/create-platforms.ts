import type { Network } from './create-network.ts';
import { type Aws, type Expected, tagList, text } from './sdk.ts';

type Expect = (type: string, id: string, configuration: object) => void;

/** Parameters and events of databases, caches, warehouse, search, containers, queries, builds and migrations. */
export async function createPlatforms(aws: Aws, network: Network, keyArn: string): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect: Expect = (type, id, configuration) =>
    void expected.push({ type, region: aws.region, id, configuration });
  await createDatabaseSettings(aws, expect);
  await createCaches(aws, network, expect);
  await createWarehouse(aws, network, keyArn, expect);
  await createSearch(aws, expect);
  await createContainers(aws, expect);
  await createWork(aws, expect);
  await createMigration(aws, expect);
  return expected;
}

async function createDatabaseSettings(aws: Aws, expect: Expect): Promise<void> {
  await aws.send('rds:CreateDBParameterGroup', {
    DBParameterGroupName: 'strict',
    DBParameterGroupFamily: 'postgres15',
    Description: 'TLS only',
  });
  expect('rds_parameter_group', 'strict', {
    Scope: 'instance',
    Family: 'postgres15',
    Description: 'TLS only',
  });
  const SnsTopicArn = text(await aws.send('sns:CreateTopic', { Name: 'database-trouble' }), 'TopicArn');
  await aws.send('rds:CreateEventSubscription', {
    SubscriptionName: 'trouble',
    SnsTopicArn,
    SourceType: 'db-instance',
    EventCategories: ['failure', 'maintenance'],
    Enabled: true,
  });
  expect('rds_event_subscription', 'trouble', {
    SnsTopicArn,
    SourceType: 'db-instance',
    EventCategories: ['failure', 'maintenance'],
    Enabled: true,
  });
}

async function createCaches(aws: Aws, network: Network, expect: Expect): Promise<void> {
  await aws.send('elasticache:CreateCacheSubnetGroup', {
    CacheSubnetGroupName: 'caches',
    CacheSubnetGroupDescription: 'caches',
    SubnetIds: [network.privateSubnet],
  });
  await aws.send('elasticache:CreateCacheCluster', {
    CacheClusterId: 'pages',
    Engine: 'memcached',
    CacheNodeType: 'cache.t3.micro',
    NumCacheNodes: 1,
    CacheSubnetGroupName: 'caches',
    Tags: tagList({ team: 'shop' }),
  });
  expect('elasticache_cluster', 'pages', {
    Engine: 'memcached',
    CacheNodeType: 'cache.t3.micro',
    CacheSubnetGroupName: 'caches',
    CacheSubnetGroup: { SubnetIds: [network.privateSubnet] },
    Tags: tagList({ team: 'shop' }),
  });
  await aws.send('elasticache:CreateReplicationGroup', {
    ReplicationGroupId: 'sessions',
    ReplicationGroupDescription: 'Sessions',
    Engine: 'redis',
    CacheNodeType: 'cache.t3.micro',
    NumCacheClusters: 2,
    AutomaticFailoverEnabled: true,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    SnapshotRetentionLimit: 7,
  });
  expect('elasticache_replication_group', 'sessions', {
    AutomaticFailoverEnabled: true,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    SnapshotRetentionLimit: 7,
  });
}

async function createWarehouse(aws: Aws, network: Network, keyArn: string, expect: Expect): Promise<void> {
  await aws.send('redshift:CreateClusterParameterGroup', {
    ParameterGroupName: 'strict',
    ParameterGroupFamily: 'redshift-1.0',
    Description: 'TLS only',
  });
  await aws.send('redshift:CreateCluster', {
    ClusterIdentifier: 'warehouse',
    NodeType: 'ra3.large',
    NumberOfNodes: 2,
    MasterUsername: 'owner',
    MasterUserPassword: 'S0mething-Long',
    DBName: 'sales',
    Encrypted: true,
    KmsKeyId: keyArn,
    PubliclyAccessible: false,
    VpcSecurityGroupIds: [network.databaseGroup],
    ClusterParameterGroupName: 'strict',
    AutomatedSnapshotRetentionPeriod: 7,
    Tags: tagList({ team: 'data' }),
  });
  expect('redshift_cluster', 'warehouse', {
    Encrypted: true,
    PubliclyAccessible: false,
    DBName: 'sales',
    MasterUsername: 'owner',
    ClusterParameterGroupName: 'strict',
    AutomatedSnapshotRetentionPeriod: 7,
    Tags: tagList({ team: 'data' }),
  });
}

async function createSearch(aws: Aws, expect: Expect): Promise<void> {
  const EncryptionAtRestOptions = { Enabled: true };
  const NodeToNodeEncryptionOptions = { Enabled: true };
  const DomainEndpointOptions = { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-2019-07' };
  await aws.send('opensearch:CreateDomain', {
    DomainName: 'search',
    EngineVersion: 'OpenSearch_2.15',
    ClusterConfig: { InstanceType: 'm6g.large.search', InstanceCount: 3 },
    EncryptionAtRestOptions,
    NodeToNodeEncryptionOptions,
    DomainEndpointOptions,
  });
  expect('opensearch_domain', 'search', {
    EngineVersion: 'OpenSearch_2.15',
    ClusterConfig: { InstanceCount: 3 },
    EncryptionAtRestOptions,
    NodeToNodeEncryptionOptions,
    DomainEndpointOptions,
  });
}

async function createContainers(aws: Aws, expect: Expect): Promise<void> {
  for (const image of ['web:1', 'web:2'])
    await aws.send('ecs:RegisterTaskDefinition', {
      family: 'web',
      networkMode: 'bridge',
      containerDefinitions: [
        {
          name: 'web',
          image,
          memory: 256,
          readonlyRootFilesystem: true,
          environment: [{ name: 'LOG_LEVEL', value: 'info' }],
        },
      ],
    });
  // Only the last revision of a family is the family.
  expect('ecs_task_definition', 'web', {
    Family: 'web',
    Revision: 2,
    NetworkMode: 'bridge',
    ContainerDefinitions: [
      { Name: 'web', Image: 'web:2', ReadonlyRootFilesystem: true, EnvironmentNames: ['LOG_LEVEL'] },
    ],
  });
  await aws.send('ecs:CreateCluster', { clusterName: 'services' });
  await aws.send('ecs:CreateService', {
    cluster: 'services',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 1,
    launchType: 'EC2',
  });
  expect('ecs_service', 'services/web', { ServiceName: 'web', LaunchType: 'EC2' });
}

async function createWork(aws: Aws, expect: Expect): Promise<void> {
  const Configuration = {
    EnforceWorkGroupConfiguration: true,
    ResultConfiguration: {
      OutputLocation: 's3://results/',
      EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
    },
  };
  await aws.send('athena:CreateWorkGroup', {
    Name: 'analysts',
    Configuration,
    Tags: tagList({ team: 'data' }),
  });
  expect('athena_workgroup', 'analysts', {
    WorkGroupConfiguration: Configuration,
    Tags: tagList({ team: 'data' }),
  });
  await aws.send('codebuild:CreateProject', {
    name: 'web-build',
    source: { type: 'GITHUB', location: 'https://github.com/example/web.git' },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      privilegedMode: false,
      environmentVariables: [{ name: 'STAGE', value: 'prod', type: 'PLAINTEXT' }],
    },
    serviceRole: `arn:aws:iam::${aws.accountId}:role/service-role/codebuild`,
  });
  expect('codebuild_project', 'web-build', {
    Source: { Type: 'GITHUB', Location: 'https://github.com/example/web.git', LocationHasCredentials: false },
    Environment: { PrivilegedMode: false, EnvironmentVariables: [{ Name: 'STAGE', Type: 'PLAINTEXT' }] },
  });
}

async function createMigration(aws: Aws, expect: Expect): Promise<void> {
  for (const [EndpointIdentifier, EndpointType, SslMode] of [
    ['old', 'source', 'none'],
    ['new', 'target', 'require'],
  ] as const) {
    await aws.send('database-migration-service:CreateEndpoint', {
      EndpointIdentifier,
      EndpointType,
      EngineName: 'postgres',
      ServerName: 'db.example',
      Port: 5432,
      DatabaseName: 'orders',
      Username: 'mover',
      Password: 'S0mething-Long',
      SslMode,
    });
    expect('dms_endpoint', EndpointIdentifier, { EndpointType, EngineName: 'postgres', SslMode });
  }
}
