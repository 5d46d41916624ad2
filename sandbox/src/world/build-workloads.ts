import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { dataKey, keyArn } from './build-keys.ts';
import type { Network } from './build-network.ts';
import { arn, company, type Site, standardTags } from './site.ts';

const since = new Date('2025-04-07T10:00:00Z');
const listed = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }));

function addTask(
  site: Site,
  family: string,
  team: string,
  containers: ContainerDefinition[],
  more: object = {},
) {
  const { region, world, plan } = site;
  region.taskDefinitions.put({
    taskDefinitionArn: arn(site, 'ecs', `task-definition/${family}:12`),
    family,
    revision: 12,
    status: 'ACTIVE',
    networkMode: 'awsvpc',
    taskRoleArn: `arn:aws:iam::${world.accountId}:role/${family}`,
    executionRoleArn: `arn:aws:iam::${world.accountId}:role/ecs-execution`,
    requiresCompatibilities: ['FARGATE'],
    compatibilities: ['EC2', 'FARGATE'],
    cpu: '512',
    memory: '1024',
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    volumes: [],
    containerDefinitions: containers,
    registeredAt: since,
    ...more,
    tags: standardTags(family, plan.stage, team),
  });
}

function goodContainer(site: Site, name: string): ContainerDefinition {
  return {
    name,
    image: `${site.world.accountId}.dkr.ecr.${site.region.name}.amazonaws.com/${company}/storefront:2026.9.3`,
    essential: true,
    user: '10001',
    privileged: false,
    readonlyRootFilesystem: true,
    environment: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'STAGE', value: site.plan.stage },
    ],
    secrets: [{ name: 'DATABASE_URL', valueFrom: arn(site, 'secretsmanager', `secret:${name}-db`) }],
    portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': `/ecs/${name}`,
        'awslogs-region': site.region.name,
        'awslogs-stream-prefix': 'ecs',
        mode: 'non-blocking',
      },
    },
  };
}

function addServices(site: Site, network: Network): void {
  const { region, plan } = site;
  const cluster = region.ecsClusters.all()[0];
  if (cluster === undefined) return;
  const add = (name: string, family: string) =>
    region.ecsServices.put({
      serviceArn: arn(site, 'ecs', `service/${cluster.clusterName}/${name}`),
      serviceName: name,
      clusterArn: cluster.clusterArn,
      status: 'ACTIVE',
      desiredCount: 4,
      runningCount: 4,
      pendingCount: 0,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      platformFamily: 'Linux',
      taskDefinition: arn(site, 'ecs', `task-definition/${family}:12`),
      deploymentConfiguration: {
        maximumPercent: 200,
        minimumHealthyPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      deploymentController: { type: 'ECS' },
      schedulingStrategy: 'REPLICA',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.privateSubnets,
          securityGroups: [network.groups.internal ?? ''],
          assignPublicIp: 'DISABLED',
        },
      },
      enableExecuteCommand: false,
      enableECSManagedTags: true,
      propagateTags: 'SERVICE',
      createdAt: since,
      tags: listed(standardTags(name, plan.stage, 'storefront')),
    });
  add('web', 'storefront-web');
  addTask(site, 'storefront-web', 'storefront', [goodContainer(site, 'storefront-web')]);
  if (region.name !== 'us-east-1') return;
  add('worker', 'storefront-worker');
  addTask(site, 'storefront-worker', 'storefront', [goodContainer(site, 'storefront-worker')]);
  addTask(
    site,
    'legacy-admin',
    'platform',
    [
      {
        name: 'admin',
        image: 'legacy-admin:latest',
        essential: true,
        privileged: true,
        environment: [{ name: 'ADMIN_PASSWORD', value: 'not kept anywhere' }],
        portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
      },
    ],
    { networkMode: 'host', requiresCompatibilities: ['EC2'] },
  );
}

function addWorkGroups(site: Site): void {
  const { region, plan } = site;
  region.workGroups.put({
    Name: 'primary',
    State: 'ENABLED',
    CreationTime: since,
    Configuration: { EnforceWorkGroupConfiguration: false, PublishCloudWatchMetricsEnabled: false },
    tags: {},
  });
  region.workGroups.put({
    Name: 'analysts',
    State: 'ENABLED',
    Description: 'Queries of the analysts',
    CreationTime: since,
    Configuration: {
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 1_000_000_000_000,
      RequesterPaysEnabled: false,
      EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: {
        OutputLocation: `s3://${company}-athena-results/`,
        EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: keyArn(site, dataKey) },
      },
    },
    tags: standardTags('analysts', plan.stage, 'data-platform'),
  });
}

function addBuilds(site: Site): void {
  const { region, world, plan } = site;
  const project = (name: string, team: string) => ({
    name,
    arn: arn(site, 'codebuild', `project/${name}`),
    serviceRole: `arn:aws:iam::${world.accountId}:role/codebuild`,
    encryptionKey: keyArn(site, dataKey),
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    artifacts: { type: 'NO_ARTIFACTS' as const },
    projectVisibility: 'PRIVATE' as const,
    created: since,
    lastModified: since,
    tags: listed(standardTags(name, plan.stage, team)),
  });
  region.buildProjects.put({
    ...project('storefront-build', 'storefront'),
    source: {
      type: 'GITHUB',
      location: `https://github.com/${company}/storefront.git`,
      gitCloneDepth: 1,
      buildspec: 'ci/buildspec.yml',
      insecureSsl: false,
      reportBuildStatus: true,
    },
    environment: {
      type: 'ARM_CONTAINER',
      image: 'aws/codebuild/amazonlinux2-aarch64-standard:3.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      privilegedMode: false,
      imagePullCredentialsType: 'CODEBUILD',
      environmentVariables: [
        { name: 'STAGE', value: plan.stage, type: 'PLAINTEXT' },
        { name: 'NPM_TOKEN', value: 'npm-token', type: 'SECRETS_MANAGER' },
      ],
    },
    logsConfig: {
      cloudWatchLogs: { status: 'ENABLED', groupName: '/codebuild/storefront' },
      s3Logs: { status: 'DISABLED', encryptionDisabled: false },
    },
    webhook: {
      url: `https://api.github.com/repos/${company}/storefront/hooks/1`,
      filterGroups: [
        [
          { type: 'EVENT', pattern: 'PUSH' },
          { type: 'ACTOR_ACCOUNT_ID', pattern: '^(1001|1002)$' },
        ],
      ],
      buildType: 'BUILD',
    },
  });
  region.buildProjects.put({
    ...project('legacy-admin-build', 'platform'),
    source: { type: 'GITHUB', location: `https://github.com/${company}/legacy-admin.git` },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:5.0',
      computeType: 'BUILD_GENERAL1_MEDIUM',
      privilegedMode: true,
      imagePullCredentialsType: 'CODEBUILD',
      environmentVariables: [{ name: 'DEPLOY_PASSWORD', value: 'not kept anywhere', type: 'PLAINTEXT' }],
    },
    logsConfig: { cloudWatchLogs: { status: 'DISABLED' }, s3Logs: { status: 'DISABLED' } },
  });
}

function addMigration(site: Site, network: Network): void {
  const { region, plan } = site;
  const instance = arn(site, 'dms', 'rep:ORDERSMIGRATION');
  const endpoint = (id: string) => arn(site, 'dms', `endpoint:${id}`);
  region.replicationInstances.put({
    ReplicationInstanceIdentifier: 'orders-migration',
    ReplicationInstanceArn: instance,
    ReplicationInstanceClass: 'dms.t3.medium',
    ReplicationInstanceStatus: 'available',
    AllocatedStorage: 50,
    InstanceCreateTime: since,
    VpcSecurityGroups: [{ VpcSecurityGroupId: network.groups.internal, Status: 'active' }],
    AvailabilityZone: `${region.name}a`,
    ReplicationSubnetGroup: {
      ReplicationSubnetGroupIdentifier: `migration-${plan.stage}`,
      VpcId: network.vpcId,
      Subnets: network.privateSubnets.map((SubnetIdentifier) => ({ SubnetIdentifier })),
    },
    PreferredMaintenanceWindow: 'sun:03:00-sun:03:30',
    MultiAZ: false,
    EngineVersion: '3.5.4',
    AutoMinorVersionUpgrade: true,
    KmsKeyId: keyArn(site, dataKey),
    PubliclyAccessible: false,
    NetworkType: 'IPV4',
  });
  const add = (
    id: string,
    EndpointIdentifier: string,
    EndpointType: 'SOURCE' | 'TARGET',
    SslMode: 'require' | 'none',
  ) =>
    region.migrationEndpoints.put({
      EndpointIdentifier,
      EndpointArn: endpoint(id),
      EndpointType: EndpointType as never,
      EngineName: 'postgres',
      Username: 'migration',
      ServerName: `${EndpointIdentifier}.internal`,
      Port: 5432,
      DatabaseName: 'orders',
      Status: 'active',
      KmsKeyId: keyArn(site, dataKey),
      SslMode,
    });
  add('ORDERSOLD', 'orders-on-premises', 'SOURCE', 'none');
  add('ORDERSNEW', 'orders-prod', 'TARGET', 'require');
  const component = (Id: string) => ({ Id, Severity: 'LOGGER_SEVERITY_DEFAULT' });
  region.migrationTasks.put({
    ReplicationTaskIdentifier: 'orders',
    ReplicationTaskArn: arn(site, 'dms', 'task:ORDERS'),
    SourceEndpointArn: endpoint('ORDERSOLD'),
    TargetEndpointArn: endpoint('ORDERSNEW'),
    ReplicationInstanceArn: instance,
    MigrationType: 'full-load-and-cdc',
    TableMappings: JSON.stringify({
      rules: [{ 'rule-type': 'selection', 'rule-id': '1', 'rule-action': 'include' }],
    }),
    ReplicationTaskSettings: JSON.stringify({
      Logging: {
        EnableLogging: true,
        LogComponents: ['SOURCE_UNLOAD', 'SOURCE_CAPTURE', 'TARGET_LOAD', 'TARGET_APPLY'].map(component),
        CloudWatchLogGroup: 'dms-tasks-orders-migration',
      },
    }),
    Status: 'running',
    ReplicationTaskCreationDate: since,
  });
}

function addStream(site: Site, network: Network): void {
  const { region, plan } = site;
  const logs = { Enabled: true, LogGroup: '/msk/events-prod' };
  region.kafkaClusters.put({
    ClusterType: 'PROVISIONED',
    ClusterArn: arn(site, 'kafka', 'cluster/events-prod/5f0e3c1a-0b7d-4a3e-9a55-1f2b3c4d5e6f-7'),
    ClusterName: 'events-prod',
    CreationTime: since,
    CurrentVersion: 'K3AEGXETSR30VB',
    State: 'ACTIVE',
    Tags: standardTags('events-prod', plan.stage, 'data-platform'),
    Provisioned: {
      NumberOfBrokerNodes: 3,
      CurrentBrokerSoftwareInfo: { KafkaVersion: '3.6.0' },
      BrokerNodeGroupInfo: {
        BrokerAZDistribution: 'DEFAULT',
        InstanceType: 'kafka.m7g.large',
        ClientSubnets: network.privateSubnets,
        SecurityGroups: [network.groups.kafka ?? network.groups.internal ?? ''],
        StorageInfo: { EbsStorageInfo: { VolumeSize: 500 } },
        ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } },
      },
      EncryptionInfo: {
        EncryptionAtRest: { DataVolumeKMSKeyId: keyArn(site, dataKey) },
        EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
      },
      ClientAuthentication: {
        Sasl: { Iam: { Enabled: true }, Scram: { Enabled: false } },
        Tls: {
          Enabled: true,
          CertificateAuthorityArnList: [arn(site, 'acm-pca', 'certificate-authority/1')],
        },
        Unauthenticated: { Enabled: false },
      },
      EnhancedMonitoring: 'PER_BROKER',
      LoggingInfo: {
        BrokerLogs: { CloudWatchLogs: logs, Firehose: { Enabled: false }, S3: { Enabled: false } },
      },
      StorageMode: 'LOCAL',
    },
  });
}

/** Services of containers, queries, builds, migrations and streams of one region. */
export function buildWorkloads(site: Site, network: Network): void {
  if (site.plan.stage !== 'prod') return;
  addServices(site, network);
  if (site.region.name !== 'us-east-1') return;
  addWorkGroups(site);
  addBuilds(site);
  addMigration(site, network);
  addStream(site, network);
}
