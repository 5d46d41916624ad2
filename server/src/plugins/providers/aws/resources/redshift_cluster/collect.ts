import type { Cluster } from '@aws-sdk/client-redshift';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { redshiftClusterType } from './schema.ts';

const securityParameters = ['enable_user_activity_logging', 'require_ssl', 'use_fips_ssl'];

export const redshiftClusterCollector = defineCollector<AwsSession>({
  resource: redshiftClusterType,
  scope: 'regional',
  lists: [{ operation: 'redshift:DescribeClusters', permission: 'redshift:DescribeClusters' }],
  details: [
    {
      operation: 'redshift:DescribeLoggingStatus',
      permission: 'redshift:DescribeLoggingStatus',
      paths: ['LoggingProperties'],
    },
    {
      operation: 'redshift:DescribeClusterParameters',
      permission: 'redshift:DescribeClusterParameters',
      paths: ['SecurityParameters'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('redshift', 'DescribeClusters', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.Clusters ?? [], (cluster) => observeCluster(session, cluster));
    }
  },
});

// Left out because they move by themselves: ClusterStatus, ClusterNodes, resize and restore progress, maintenance
// times, ClusterRevisionNumber.
async function observeCluster(session: AwsSession, cluster: Cluster): Promise<ObservedResource> {
  const name = cluster.ClusterIdentifier ?? '';
  const arn = `arn:${session.partition}:redshift:${session.region}:${session.accountId}:cluster:${name}`;
  const group = cluster.ClusterParameterGroups?.[0]?.ParameterGroupName;
  const [logging, parameters] = await Promise.all([
    session.detail('redshift', 'DescribeLoggingStatus', { ClusterIdentifier: name }),
    session.detailPages('redshift', 'DescribeClusterParameters', {
      ParameterGroupName: group,
      MaxRecords: 100,
    }),
  ]);
  const copy = cluster.ClusterSnapshotCopyStatus;
  const draft = draftConfiguration({
    ClusterIdentifier: name,
    Arn: arn,
    ClusterNamespaceArn: cluster.ClusterNamespaceArn,
    NodeType: cluster.NodeType,
    NumberOfNodes: cluster.NumberOfNodes,
    MasterUsername: cluster.MasterUsername,
    DBName: unlessBlank(cluster.DBName),
    Endpoint: cluster.Endpoint && { Address: cluster.Endpoint.Address, Port: cluster.Endpoint.Port },
    Port: cluster.Endpoint?.Port,
    Encrypted: cluster.Encrypted,
    KmsKeyId: unlessBlank(cluster.KmsKeyId),
    PubliclyAccessible: cluster.PubliclyAccessible,
    VpcId: unlessBlank(cluster.VpcId),
    VpcSecurityGroupIds: sorted(cluster.VpcSecurityGroups?.map((one) => one.VpcSecurityGroupId)),
    ClusterSubnetGroupName: unlessBlank(cluster.ClusterSubnetGroupName),
    ClusterParameterGroupName: group,
    EnhancedVpcRouting: cluster.EnhancedVpcRouting,
    AllowVersionUpgrade: cluster.AllowVersionUpgrade,
    ClusterVersion: cluster.ClusterVersion,
    AutomatedSnapshotRetentionPeriod: cluster.AutomatedSnapshotRetentionPeriod,
    ManualSnapshotRetentionPeriod: cluster.ManualSnapshotRetentionPeriod,
    SnapshotCopyConfiguration: copy && {
      DestinationRegion: copy.DestinationRegion,
      RetentionPeriod: copy.RetentionPeriod,
      ManualSnapshotRetentionPeriod: copy.ManualSnapshotRetentionPeriod,
      SnapshotCopyGrantName: copy.SnapshotCopyGrantName,
    },
    AvailabilityZone: cluster.AvailabilityZone,
    MultiAZ: cluster.MultiAZ === undefined ? undefined : cluster.MultiAZ.toLowerCase() === 'enabled',
    PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
    MaintenanceTrackName: cluster.MaintenanceTrackName,
    IamRoles: sorted(cluster.IamRoles?.map((role) => role.IamRoleArn)),
    ManageMasterPassword: cluster.MasterPasswordSecretArn === undefined ? undefined : true,
  });
  draft.put('LoggingProperties', logging, (status) =>
    status.LoggingEnabled === true
      ? {
          LogDestinationType: status.LogDestinationType,
          BucketName: unlessBlank(status.BucketName),
          S3KeyPrefix: unlessBlank(status.S3KeyPrefix),
          LogExports: sorted(status.LogExports),
        }
      : undefined,
  );
  draft.put('SecurityParameters', parameters, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.Parameters ?? [])
        .filter(({ ParameterName }) => securityParameters.includes(ParameterName ?? ''))
        .map(({ ParameterName, ParameterValue, Source }) => ({ ParameterName, ParameterValue, Source })),
      ({ ParameterName }) => [ParameterName],
    ),
  );
  return observed(session, draft, {
    externalId: arn,
    name,
    tags: cluster.Tags,
    status: cluster.ClusterStatus === 'paused' ? 'stopped' : 'active',
  });
}
