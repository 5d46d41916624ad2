import { dataKey, keyArn } from './build-keys.ts';
import type { Network } from './build-network.ts';
import { dayFromToday } from './random.ts';
import { arn, type Site, standardTags, tagList } from './site.ts';

interface DatabaseSketch {
  id: string;
  team: string;
  instanceClass: string;
  engine: 'postgres' | 'mysql' | 'aurora-postgresql';
  storageGiB: number;
  multiZone: boolean;
  cluster?: string;
}

/** The database whose backups the careless colleague switches off. */
export const ordersDatabase = `orders-prod`;

const versions = { postgres: '16.4', mysql: '8.0.39', 'aurora-postgresql': '15.8' } as const;

function subnetGroup(site: Site, network: Network) {
  return {
    DBSubnetGroupName: `db-${site.plan.stage}`,
    DBSubnetGroupDescription: 'Private subnets',
    VpcId: network.vpcId,
    SubnetGroupStatus: 'Complete',
    SupportedNetworkTypes: ['IPV4'],
    Subnets: network.privateSubnets.map((SubnetIdentifier) => ({
      SubnetIdentifier,
      SubnetAvailabilityZone: { Name: site.region.subnets.get(SubnetIdentifier)?.AvailabilityZone },
      SubnetOutpost: {},
      SubnetStatus: 'Active',
    })),
  };
}

function addInstance(site: Site, network: Network, sketch: DatabaseSketch): void {
  const { random, region, plan } = site;
  const created = random.dateAgo(120, 900);
  const suffix = random.hex(12);
  region.dbInstances.put({
    DBInstanceIdentifier: sketch.id,
    DBInstanceArn: arn(site, 'rds', `db:${sketch.id}`),
    DbiResourceId: `db-${random.letters(26)}`,
    DBInstanceClass: sketch.instanceClass,
    DBInstanceStatus: 'available',
    Engine: sketch.engine,
    EngineVersion: versions[sketch.engine],
    MasterUsername: 'halden_admin',
    DBName: sketch.id.split('-')[0],
    Endpoint: {
      Address: `${sketch.id}.${suffix}.${region.name}.rds.amazonaws.com`,
      Port: sketch.engine === 'mysql' ? 3306 : 5432,
      HostedZoneId: `Z${random.letters(13)}`,
    },
    AllocatedStorage: sketch.storageGiB,
    MaxAllocatedStorage: sketch.storageGiB * 2,
    StorageType: sketch.cluster ? 'aurora' : 'gp3',
    ...(sketch.cluster ? {} : { Iops: 3000, StorageThroughput: 125 }),
    InstanceCreateTime: created,
    PreferredBackupWindow: '03:10-03:40',
    BackupRetentionPeriod: plan.stage === 'prod' ? 14 : 7,
    PreferredMaintenanceWindow: 'sun:04:30-sun:05:00',
    DBSecurityGroups: [],
    VpcSecurityGroups: [{ VpcSecurityGroupId: network.groups.database, Status: 'active' }],
    DBParameterGroups: [
      {
        DBParameterGroupName: `default.${sketch.engine}${versions[sketch.engine].split('.')[0]}`,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    OptionGroupMemberships: [
      {
        OptionGroupName: `default:${sketch.engine}-${versions[sketch.engine].split('.')[0]}`,
        Status: 'in-sync',
      },
    ],
    AvailabilityZone: `${region.name}a`,
    DBSubnetGroup: subnetGroup(site, network),
    PendingModifiedValues: {},
    LatestRestorableTime: created,
    MultiAZ: sketch.multiZone,
    AutoMinorVersionUpgrade: true,
    ReadReplicaDBInstanceIdentifiers: [],
    LicenseModel: sketch.engine === 'mysql' ? 'general-public-license' : 'postgresql-license',
    PubliclyAccessible: false,
    StatusInfos: [],
    DbInstancePort: 0,
    StorageEncrypted: true,
    KmsKeyId: keyArn(site, dataKey),
    DomainMemberships: [],
    CopyTagsToSnapshot: true,
    MonitoringInterval: 60,
    MonitoringRoleArn: `arn:aws:iam::${site.world.accountId}:role/rds-monitoring`,
    EnhancedMonitoringResourceArn: arn(site, 'logs', `log-group:RDSOSMetrics:log-stream:db-${suffix}`),
    IAMDatabaseAuthenticationEnabled: sketch.engine !== 'mysql',
    PerformanceInsightsEnabled: true,
    PerformanceInsightsKMSKeyId: keyArn(site, dataKey),
    PerformanceInsightsRetentionPeriod: 7,
    EnabledCloudwatchLogsExports:
      sketch.engine === 'mysql' ? ['error', 'slowquery'] : ['postgresql', 'upgrade'],
    DeletionProtection: plan.stage === 'prod',
    AssociatedRoles: [],
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1', ValidTill: dayFromToday(181) },
    CustomerOwnedIpEnabled: false,
    ActivityStreamStatus: 'stopped',
    BackupTarget: 'region',
    NetworkType: 'IPV4',
    DedicatedLogVolume: false,
    EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    ...(sketch.cluster ? { DBClusterIdentifier: sketch.cluster, PromotionTier: 1 } : {}),
    TagList: tagList({ ...standardTags(sketch.id, plan.stage, sketch.team), DataClass: 'confidential' }),
  });
}

function addCluster(site: Site, network: Network, id: string, team: string): void {
  const { random, region, plan } = site;
  const members = [`${id}-1`, `${id}-2`];
  for (const member of members) {
    addInstance(site, network, {
      id: member,
      team,
      instanceClass: 'db.r6g.large',
      engine: 'aurora-postgresql',
      storageGiB: 1,
      multiZone: false,
      cluster: id,
    });
  }
  const created = random.dateAgo(120, 700);
  region.dbClusters.put({
    DBClusterIdentifier: id,
    DBClusterArn: arn(site, 'rds', `cluster:${id}`),
    DbClusterResourceId: `cluster-${random.letters(26)}`,
    Status: 'available',
    Engine: 'aurora-postgresql',
    EngineVersion: versions['aurora-postgresql'],
    EngineMode: 'provisioned',
    DatabaseName: id.split('-')[0],
    MasterUsername: 'halden_admin',
    Endpoint: `${id}.cluster-${random.hex(12)}.${region.name}.rds.amazonaws.com`,
    ReaderEndpoint: `${id}.cluster-ro-${random.hex(12)}.${region.name}.rds.amazonaws.com`,
    Port: 5432,
    MultiAZ: true,
    AllocatedStorage: 1,
    AvailabilityZones: plan.zones.map((zone) => `${region.name}${zone}`),
    BackupRetentionPeriod: 14,
    DBClusterParameterGroup: 'default.aurora-postgresql15',
    DBSubnetGroup: `db-${plan.stage}`,
    EarliestRestorableTime: created,
    LatestRestorableTime: created,
    PreferredBackupWindow: '02:10-02:40',
    PreferredMaintenanceWindow: 'sun:05:30-sun:06:00',
    ReadReplicaIdentifiers: [],
    DBClusterMembers: members.map((DBInstanceIdentifier, index) => ({
      DBInstanceIdentifier,
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    VpcSecurityGroups: [{ VpcSecurityGroupId: network.groups.database, Status: 'active' }],
    HostedZoneId: `Z${random.letters(13)}`,
    StorageEncrypted: true,
    KmsKeyId: keyArn(site, dataKey),
    AssociatedRoles: [],
    IAMDatabaseAuthenticationEnabled: true,
    ClusterCreateTime: created,
    EnabledCloudwatchLogsExports: ['postgresql'],
    ActivityStreamStatus: 'stopped',
    DeletionProtection: true,
    HttpEndpointEnabled: false,
    CopyTagsToSnapshot: true,
    CrossAccountClone: false,
    DomainMemberships: [],
    AutoMinorVersionUpgrade: true,
    NetworkType: 'IPV4',
    TagList: tagList({ ...standardTags(id, plan.stage, team), DataClass: 'confidential' }),
  });
}

function addSnapshots(site: Site): void {
  const { random, region } = site;
  for (const instance of region.dbInstances.all()) {
    if (instance.DBClusterIdentifier) continue;
    const created = random.dateAgo(0, 14);
    const id = `rds:${instance.DBInstanceIdentifier}-${created.toISOString().slice(0, 10)}-03-15`;
    region.dbSnapshots.put({
      DBSnapshotIdentifier: id,
      DBSnapshotArn: arn(site, 'rds', `snapshot:${id}`),
      DBInstanceIdentifier: instance.DBInstanceIdentifier,
      DbiResourceId: instance.DbiResourceId,
      SnapshotCreateTime: created,
      OriginalSnapshotCreateTime: created,
      InstanceCreateTime: instance.InstanceCreateTime,
      Engine: instance.Engine,
      EngineVersion: instance.EngineVersion,
      LicenseModel: instance.LicenseModel,
      AllocatedStorage: instance.AllocatedStorage,
      Status: 'available',
      Port: instance.Endpoint?.Port,
      AvailabilityZone: instance.AvailabilityZone,
      VpcId: instance.DBSubnetGroup?.VpcId,
      MasterUsername: instance.MasterUsername,
      SnapshotType: 'automated',
      OptionGroupName: instance.OptionGroupMemberships?.[0]?.OptionGroupName,
      PercentProgress: 100,
      StorageType: instance.StorageType,
      Encrypted: true,
      KmsKeyId: instance.KmsKeyId,
      IAMDatabaseAuthenticationEnabled: instance.IAMDatabaseAuthenticationEnabled,
      ProcessorFeatures: [],
      SnapshotTarget: 'region',
      TagList: instance.TagList,
      sharedWith: [],
    });
  }
  for (const cluster of region.dbClusters.all()) {
    const created = random.dateAgo(0, 14);
    const id = `rds:${cluster.DBClusterIdentifier}-${created.toISOString().slice(0, 10)}-02-15`;
    region.dbClusterSnapshots.put({
      DBClusterSnapshotIdentifier: id,
      DBClusterSnapshotArn: arn(site, 'rds', `cluster-snapshot:${id}`),
      DBClusterIdentifier: cluster.DBClusterIdentifier,
      DbClusterResourceId: cluster.DbClusterResourceId,
      SnapshotCreateTime: created,
      ClusterCreateTime: cluster.ClusterCreateTime,
      Engine: cluster.Engine,
      EngineMode: 'provisioned',
      EngineVersion: cluster.EngineVersion,
      AllocatedStorage: 1,
      Status: 'available',
      Port: 0,
      MasterUsername: cluster.MasterUsername,
      SnapshotType: 'automated',
      PercentProgress: 100,
      StorageEncrypted: true,
      KmsKeyId: cluster.KmsKeyId,
      AvailabilityZones: cluster.AvailabilityZones,
      IAMDatabaseAuthenticationEnabled: true,
      TagList: cluster.TagList,
      sharedWith: [],
    });
  }
}

/** Taken by hand before the databases moved to their present versions, and kept since. */
function addManualSnapshots(site: Site): void {
  const { region } = site;
  const instance = region.dbSnapshots.all().find((one) => one.DBInstanceIdentifier === ordersDatabase);
  if (instance !== undefined) {
    const id = `${ordersDatabase}-before-upgrade`;
    region.dbSnapshots.put({
      ...instance,
      DBSnapshotIdentifier: id,
      DBSnapshotArn: arn(site, 'rds', `snapshot:${id}`),
      SnapshotType: 'manual',
    });
  }
  const cluster = region.dbClusterSnapshots.all().find((one) => one.Engine === 'aurora-postgresql');
  if (cluster !== undefined) {
    const id = `${cluster.DBClusterIdentifier}-before-upgrade`;
    region.dbClusterSnapshots.put({
      ...cluster,
      DBClusterSnapshotIdentifier: id,
      DBClusterSnapshotArn: arn(site, 'rds', `cluster-snapshot:${id}`),
      SnapshotType: 'manual',
    });
  }
}

/** Databases of one region, their clusters and last automated backups. */
export function buildDatabases(site: Site, network: Network): void {
  const add = (sketch: DatabaseSketch) => addInstance(site, network, sketch);
  if (site.region.name === 'us-east-1') {
    add({
      id: ordersDatabase,
      team: 'checkout',
      instanceClass: 'db.m6g.xlarge',
      engine: 'postgres',
      storageGiB: 500,
      multiZone: true,
    });
    add({
      id: 'catalog-prod',
      team: 'storefront',
      instanceClass: 'db.m6g.large',
      engine: 'postgres',
      storageGiB: 200,
      multiZone: true,
    });
    add({
      id: 'wordpress-blog',
      team: 'marketing',
      instanceClass: 'db.t4g.small',
      engine: 'mysql',
      storageGiB: 20,
      multiZone: false,
    });
    addCluster(site, network, 'identity-prod', 'identity');
  }
  if (site.region.name === 'us-west-2') {
    add({
      id: 'orders-dr',
      team: 'checkout',
      instanceClass: 'db.m6g.large',
      engine: 'postgres',
      storageGiB: 500,
      multiZone: false,
    });
  }
  if (site.region.name === 'eu-central-1') {
    add({
      id: 'orders-eu',
      team: 'checkout',
      instanceClass: 'db.m6g.large',
      engine: 'postgres',
      storageGiB: 200,
      multiZone: true,
    });
    addCluster(site, network, 'identity-eu', 'identity');
  }
  addSnapshots(site);
  addManualSnapshots(site);
}
