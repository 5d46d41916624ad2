import type { DBCluster } from '@aws-sdk/client-rds';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { rdsClusterType } from './schema.ts';

export const rdsClusterCollector = defineCollector<AwsSession>({
  resource: rdsClusterType,
  scope: 'regional',
  lists: [{ operation: 'rds:DescribeDBClusters', permission: 'rds:DescribeDBClusters' }],
  details: [],
  one: (arn) => [
    {
      operation: 'rds:DescribeDBClusters',
      input: { DBClusterIdentifier: idInArn(arn) },
      gone: ['DBClusterNotFoundFault'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('rds', 'DescribeDBClusters', { MaxRecords: 100 })) {
      for (const cluster of page.DBClusters ?? []) yield observeCluster(session, cluster);
    }
  },
});

// Left out because they move by themselves: Status (`backing-up` every night; stopped is the resource's own
// status), Capacity, restorable and backtrack times, PercentProgress, and which member is the writer.
function observeCluster(session: AwsSession, cluster: DBCluster): ObservedResource {
  const id = cluster.DBClusterIdentifier ?? '';
  const arn =
    cluster.DBClusterArn ||
    `arn:${session.partition}:rds:${session.region}:${session.accountId}:cluster:${id}`;
  const domain = cluster.DomainMemberships?.[0];
  const secret = cluster.MasterUserSecret;
  const scaling = cluster.ScalingConfigurationInfo;
  const draft = draftConfiguration({
    DBClusterIdentifier: id,
    DBClusterArn: arn,
    DBClusterResourceId: cluster.DbClusterResourceId,
    DBClusterInstanceClass: cluster.DBClusterInstanceClass,
    DBClusterParameterGroupName: cluster.DBClusterParameterGroup,
    DBSubnetGroupName: cluster.DBSubnetGroup,
    DBSystemId: unlessBlank(cluster.DBSystemId),
    VpcSecurityGroupIds: sorted(cluster.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
    DatabaseName: unlessBlank(cluster.DatabaseName),
    Engine: cluster.Engine,
    EngineVersion: cluster.EngineVersion,
    EngineMode: cluster.EngineMode,
    EngineLifecycleSupport: cluster.EngineLifecycleSupport,
    ClusterCreateTime: cluster.ClusterCreateTime,
    AllocatedStorage: cluster.AllocatedStorage,
    StorageType: cluster.StorageType,
    StorageThroughput: cluster.StorageThroughput,
    StorageEncrypted: cluster.StorageEncrypted,
    StorageEncryptionType: cluster.StorageEncryptionType,
    KmsKeyId: unlessBlank(cluster.KmsKeyId),
    Iops: cluster.Iops,
    Port: cluster.Port,
    Endpoint:
      cluster.Endpoint === undefined
        ? undefined
        : { Address: cluster.Endpoint, Port: cluster.Port === undefined ? undefined : String(cluster.Port) },
    ReadEndpoint: cluster.ReaderEndpoint === undefined ? undefined : { Address: cluster.ReaderEndpoint },
    AvailabilityZones: sorted(cluster.AvailabilityZones),
    MultiAZ: cluster.MultiAZ,
    PubliclyAccessible: cluster.PubliclyAccessible,
    DeletionProtection: cluster.DeletionProtection,
    BackupRetentionPeriod: cluster.BackupRetentionPeriod,
    BacktrackWindow: cluster.BacktrackWindow,
    CopyTagsToSnapshot: cluster.CopyTagsToSnapshot,
    CrossAccountClone: cluster.CrossAccountClone,
    PreferredBackupWindow: cluster.PreferredBackupWindow,
    PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
    AutoMinorVersionUpgrade: cluster.AutoMinorVersionUpgrade,
    EnableIAMDatabaseAuthentication: cluster.IAMDatabaseAuthenticationEnabled,
    EnableHttpEndpoint: cluster.HttpEndpointEnabled,
    EnableGlobalWriteForwarding: cluster.GlobalWriteForwardingRequested,
    EnableLocalWriteForwarding:
      cluster.LocalWriteForwardingStatus === undefined
        ? undefined
        : ['enabled', 'enabling'].includes(cluster.LocalWriteForwardingStatus),
    EnableCloudwatchLogsExports: sorted(cluster.EnabledCloudwatchLogsExports),
    GlobalClusterIdentifier: unlessBlank(cluster.GlobalClusterIdentifier),
    MonitoringInterval: cluster.MonitoringInterval,
    MonitoringRoleArn: unlessBlank(cluster.MonitoringRoleArn),
    DatabaseInsightsMode: cluster.DatabaseInsightsMode,
    PerformanceInsightsEnabled: cluster.PerformanceInsightsEnabled,
    // `Kms` here and `KMS` in the instance: as the two CloudFormation schemas have it.
    PerformanceInsightsKmsKeyId: unlessBlank(cluster.PerformanceInsightsKMSKeyId),
    PerformanceInsightsRetentionPeriod: cluster.PerformanceInsightsRetentionPeriod,
    ManageMasterUserPassword: secret === undefined ? undefined : true,
    MasterUserSecret: secret && { SecretArn: secret.SecretArn, KmsKeyId: secret.KmsKeyId },
    MasterUsername: cluster.MasterUsername,
    NetworkType: cluster.NetworkType,
    Domain: domain?.Domain,
    DomainIAMRoleName: unlessBlank(domain?.IAMRoleName),
    ReplicationSourceIdentifier: unlessBlank(cluster.ReplicationSourceIdentifier),
    ScalingConfiguration:
      scaling &&
      unlessEmpty({
        AutoPause: scaling.AutoPause,
        MinCapacity: scaling.MinCapacity,
        MaxCapacity: scaling.MaxCapacity,
        SecondsBeforeTimeout: scaling.SecondsBeforeTimeout,
        SecondsUntilAutoPause: scaling.SecondsUntilAutoPause,
        TimeoutAction: scaling.TimeoutAction,
      }),
    ServerlessV2ScalingConfiguration: cluster.ServerlessV2ScalingConfiguration && {
      MinCapacity: cluster.ServerlessV2ScalingConfiguration.MinCapacity,
      MaxCapacity: cluster.ServerlessV2ScalingConfiguration.MaxCapacity,
      SecondsUntilAutoPause: cluster.ServerlessV2ScalingConfiguration.SecondsUntilAutoPause,
    },
    AssociatedRoles: sortedBy(
      cluster.AssociatedRoles?.map(({ RoleArn, FeatureName }) => ({
        RoleArn,
        FeatureName: unlessBlank(FeatureName),
      })),
      (role) => [role.RoleArn, role.FeatureName],
    ),
    ActivityStreamStatus: cluster.ActivityStreamStatus,
    ActivityStreamKmsKeyId: unlessBlank(cluster.ActivityStreamKmsKeyId),
  });
  return observed(session, draft, {
    externalId: arn,
    name: id,
    tags: cluster.TagList,
    status: cluster.Status === 'stopped' ? 'stopped' : 'active',
  });
}
