import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { logDelivery } from '../../shapes/cache-logs.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { elasticacheReplicationGroupType } from './schema.ts';

export const elasticacheReplicationGroupCollector = defineCollector<AwsSession>({
  resource: elasticacheReplicationGroupType,
  scope: 'regional',
  lists: [
    {
      operation: 'elasticache:DescribeReplicationGroups',
      permission: 'elasticache:DescribeReplicationGroups',
    },
  ],
  details: [
    {
      operation: 'elasticache:ListTagsForResource',
      permission: 'elasticache:ListTagsForResource',
      paths: ['Tags'],
      absent: ['ReplicationGroupNotFoundFault', 'InvalidARN'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('elasticache', 'DescribeReplicationGroups', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.ReplicationGroups ?? [], (group) => observeGroup(session, group));
    }
  },
});

// Left out because they move by themselves: Status, PendingModifiedValues, and which node is the primary.
async function observeGroup(session: AwsSession, group: ReplicationGroup): Promise<ObservedResource> {
  const name = group.ReplicationGroupId ?? '';
  const arn =
    group.ARN ||
    `arn:${session.partition}:elasticache:${session.region}:${session.accountId}:replicationgroup:${name}`;
  const tags = await session.detail('elasticache', 'ListTagsForResource', { ResourceName: arn });
  const draft = draftConfiguration({
    ReplicationGroupId: name,
    Arn: arn,
    ReplicationGroupDescription: unlessBlank(group.Description),
    Engine: group.Engine,
    CacheNodeType: group.CacheNodeType,
    ClusterMode: group.ClusterMode,
    NumNodeGroups: group.NodeGroups?.length,
    MemberClusters: sorted(group.MemberClusters),
    AutomaticFailoverEnabled: isOn(group.AutomaticFailover),
    MultiAZEnabled: isOn(group.MultiAZ),
    AutoMinorVersionUpgrade: group.AutoMinorVersionUpgrade,
    AtRestEncryptionEnabled: group.AtRestEncryptionEnabled,
    KmsKeyId: unlessBlank(group.KmsKeyId),
    TransitEncryptionEnabled: group.TransitEncryptionEnabled,
    TransitEncryptionMode: group.TransitEncryptionMode,
    AuthTokenEnabled: group.AuthTokenEnabled,
    UserGroupIds: sorted(group.UserGroupIds),
    SnapshotRetentionLimit: group.SnapshotRetentionLimit,
    SnapshotWindow: unlessBlank(group.SnapshotWindow),
    SnapshottingClusterId: unlessBlank(group.SnapshottingClusterId),
    DataTieringEnabled: isOn(group.DataTiering),
    NetworkType: group.NetworkType,
    IpDiscovery: group.IpDiscovery,
    LogDeliveryConfigurations: logDelivery(group.LogDeliveryConfigurations),
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}

/** ElastiCache says `enabled`, `enabling`, `disabled`, `disabling`; what is being made counts as made. */
function isOn(status: string | undefined): boolean | undefined {
  return status === undefined ? undefined : status.startsWith('enabl');
}
