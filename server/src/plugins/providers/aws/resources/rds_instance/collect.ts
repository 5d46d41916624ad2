import type { DBInstance, DescribeDBEngineVersionsCommandOutput } from '@aws-sdk/client-rds';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { rdsInstanceType } from './schema.ts';

export const rdsInstanceCollector = defineCollector<AwsSession>({
  resource: rdsInstanceType,
  scope: 'regional',
  lists: [{ operation: 'rds:DescribeDBInstances', permission: 'rds:DescribeDBInstances' }],
  details: [
    {
      operation: 'rds:DescribeDBEngineVersions',
      permission: 'rds:DescribeDBEngineVersions',
      paths: ['EngineVersionStatus'],
      absent: ['InvalidParameterCombination'],
    },
  ],
  one: (arn) => [
    {
      operation: 'rds:DescribeDBInstances',
      input: { DBInstanceIdentifier: idInArn(arn) },
      gone: ['DBInstanceNotFound', 'DBInstanceNotFoundFault'],
    },
  ],
  async *collect(session) {
    const engineVersion = engineVersions(session);
    for await (const page of session.pages('rds', 'DescribeDBInstances', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.DBInstances ?? [], async (instance) =>
        observeInstance(session, instance, await engineVersion(instance)),
      );
    }
  },
});

type VersionAnswer = Detail<DescribeDBEngineVersionsCommandOutput>;

/** What RDS says about the version of an instance, asked once per version: a fleet has few of them. */
function engineVersions(session: AwsSession): (instance: DBInstance) => Promise<VersionAnswer> {
  const asked = new Map<string, Promise<VersionAnswer>>();
  return ({ Engine, EngineVersion }) => {
    if (!Engine || !EngineVersion) return Promise.resolve({ state: 'absent' });
    const key = `${Engine} ${EngineVersion}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = session.detail('rds', 'DescribeDBEngineVersions', {
      Engine,
      EngineVersion,
      IncludeAll: true,
    });
    asked.set(key, answer);
    return answer;
  };
}

// Left out because they move by themselves: DBInstanceStatus (`backing-up` every night; stopped is the
// resource's own status), LatestRestorableTime, StatusInfos, PercentProgress, PendingModifiedValues.
function observeInstance(
  session: AwsSession,
  instance: DBInstance,
  version: VersionAnswer,
): ObservedResource {
  const id = instance.DBInstanceIdentifier ?? '';
  const arn =
    instance.DBInstanceArn || `arn:${session.partition}:rds:${session.region}:${session.accountId}:db:${id}`;
  const domain = instance.DomainMemberships?.[0];
  const secret = instance.MasterUserSecret;
  const draft = draftConfiguration({
    DBInstanceIdentifier: id,
    DBInstanceArn: arn,
    DBInstanceClass: instance.DBInstanceClass,
    DbiResourceId: instance.DbiResourceId,
    DBName: unlessBlank(instance.DBName),
    DBSystemId: unlessBlank(instance.DBSystemId),
    DBClusterIdentifier: unlessBlank(instance.DBClusterIdentifier),
    DBParameterGroupName: instance.DBParameterGroups?.[0]?.DBParameterGroupName,
    DBSubnetGroupName: instance.DBSubnetGroup?.DBSubnetGroupName,
    DBSubnetGroup:
      instance.DBSubnetGroup &&
      unlessEmpty({
        VpcId: instance.DBSubnetGroup.VpcId,
        SubnetIds: sorted(instance.DBSubnetGroup.Subnets?.map((subnet) => subnet.SubnetIdentifier)),
      }),
    DBSecurityGroups: sorted(instance.DBSecurityGroups?.map((group) => group.DBSecurityGroupName)),
    VPCSecurityGroups: sorted(instance.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
    Engine: instance.Engine,
    EngineVersion: instance.EngineVersion,
    EngineLifecycleSupport: instance.EngineLifecycleSupport,
    InstanceCreateTime: instance.InstanceCreateTime,
    // CloudFormation models storage and port of an instance as text.
    AllocatedStorage: numberAsText(instance.AllocatedStorage),
    MaxAllocatedStorage: instance.MaxAllocatedStorage,
    AdditionalStorageVolumes: sortedBy(
      instance.AdditionalStorageVolumes?.map((volume) => ({
        VolumeName: volume.VolumeName,
        AllocatedStorage: numberAsText(volume.AllocatedStorage),
        IOPS: volume.IOPS,
        MaxAllocatedStorage: volume.MaxAllocatedStorage,
        StorageThroughput: volume.StorageThroughput,
        StorageType: volume.StorageType,
      })),
      (volume) => [volume.VolumeName],
    ),
    StorageType: instance.StorageType,
    StorageThroughput: instance.StorageThroughput,
    StorageEncrypted: instance.StorageEncrypted,
    KmsKeyId: unlessBlank(instance.KmsKeyId),
    Iops: instance.Iops,
    Port: numberAsText(instance.Endpoint?.Port ?? (instance.DbInstancePort || undefined)),
    Endpoint: instance.Endpoint && {
      Address: instance.Endpoint.Address,
      Port: numberAsText(instance.Endpoint.Port),
      HostedZoneId: instance.Endpoint.HostedZoneId,
    },
    MultiAZ: instance.MultiAZ,
    AvailabilityZone: instance.AvailabilityZone,
    PubliclyAccessible: instance.PubliclyAccessible,
    DeletionProtection: instance.DeletionProtection,
    BackupRetentionPeriod: instance.BackupRetentionPeriod,
    BackupTarget: instance.BackupTarget,
    CopyTagsToSnapshot: instance.CopyTagsToSnapshot,
    PreferredBackupWindow: instance.PreferredBackupWindow,
    PreferredMaintenanceWindow: instance.PreferredMaintenanceWindow,
    AutoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade,
    AutomationMode: instance.AutomationMode,
    EnableIAMDatabaseAuthentication: instance.IAMDatabaseAuthenticationEnabled,
    EnablePerformanceInsights: instance.PerformanceInsightsEnabled,
    PerformanceInsightsKMSKeyId: unlessBlank(instance.PerformanceInsightsKMSKeyId),
    PerformanceInsightsRetentionPeriod: instance.PerformanceInsightsRetentionPeriod,
    EnableCloudwatchLogsExports: sorted(instance.EnabledCloudwatchLogsExports),
    MonitoringInterval: instance.MonitoringInterval,
    MonitoringRoleArn: unlessBlank(instance.MonitoringRoleArn),
    DatabaseInsightsMode: instance.DatabaseInsightsMode,
    CACertificateIdentifier: instance.CACertificateIdentifier,
    CertificateDetails: instance.CertificateDetails && {
      CAIdentifier: instance.CertificateDetails.CAIdentifier,
      ValidTill: instance.CertificateDetails.ValidTill,
    },
    CharacterSetName: instance.CharacterSetName,
    NcharCharacterSetName: instance.NcharCharacterSetName,
    CustomIAMInstanceProfile: instance.CustomIamInstanceProfile,
    DedicatedLogVolume: instance.DedicatedLogVolume,
    Domain: domain?.Domain,
    DomainFqdn: unlessBlank(domain?.FQDN),
    DomainIAMRoleName: unlessBlank(domain?.IAMRoleName),
    DomainOu: unlessBlank(domain?.OU),
    DomainAuthSecretArn: unlessBlank(domain?.AuthSecretArn),
    DomainDnsIps: domain?.DnsIps,
    LicenseModel: instance.LicenseModel,
    ManageMasterUserPassword: secret === undefined ? undefined : true,
    MasterUserSecret: secret && { SecretArn: secret.SecretArn, KmsKeyId: secret.KmsKeyId },
    MasterUsername: instance.MasterUsername,
    NetworkType: instance.NetworkType,
    OptionGroupName: instance.OptionGroupMemberships?.[0]?.OptionGroupName,
    ProcessorFeatures: sortedBy(
      instance.ProcessorFeatures?.map(({ Name, Value }) => ({ Name, Value })),
      (feature) => [feature.Name],
    ),
    PromotionTier: instance.PromotionTier,
    ReadReplicaDBInstanceIdentifiers: sorted(instance.ReadReplicaDBInstanceIdentifiers),
    ReadReplicaDBClusterIdentifiers: sorted(instance.ReadReplicaDBClusterIdentifiers),
    ReadReplicaSourceDBInstanceIdentifier: unlessBlank(instance.ReadReplicaSourceDBInstanceIdentifier),
    ReplicaMode: instance.ReplicaMode,
    TdeCredentialArn: unlessBlank(instance.TdeCredentialArn),
    Timezone: unlessBlank(instance.Timezone),
    AssociatedRoles: sortedBy(
      instance.AssociatedRoles?.map(({ RoleArn, FeatureName }) => ({ RoleArn, FeatureName })),
      (role) => [role.RoleArn, role.FeatureName],
    ),
    ActivityStreamStatus: instance.ActivityStreamStatus,
    ActivityStreamKmsKeyId: unlessBlank(instance.ActivityStreamKmsKeyId),
  });
  draft.put('EngineVersionStatus', version, (answer) => {
    const own = answer.DBEngineVersions?.find((one) => one.EngineVersion === instance.EngineVersion);
    return own?.Status;
  });
  return observed(session, draft, {
    externalId: arn,
    name: id,
    tags: instance.TagList,
    status: instance.DBInstanceStatus === 'stopped' ? 'stopped' : 'active',
  });
}

function numberAsText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
