import type { CacheCluster, CacheSubnetGroup } from '@aws-sdk/client-elasticache';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { logDelivery } from '../../shapes/cache-logs.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { elasticacheClusterType } from './schema.ts';

export const elasticacheClusterCollector = defineCollector<AwsSession>({
  resource: elasticacheClusterType,
  scope: 'regional',
  lists: [
    { operation: 'elasticache:DescribeCacheClusters', permission: 'elasticache:DescribeCacheClusters' },
  ],
  details: [
    {
      operation: 'elasticache:DescribeCacheSubnetGroups',
      permission: 'elasticache:DescribeCacheSubnetGroups',
      paths: ['CacheSubnetGroup'],
      absent: ['CacheSubnetGroupNotFoundFault'],
    },
    {
      operation: 'elasticache:ListTagsForResource',
      permission: 'elasticache:ListTagsForResource',
      paths: ['Tags'],
      // A cluster that is being made has none yet.
      absent: ['CacheClusterNotFound', 'InvalidARN'],
    },
  ],
  async *collect(session) {
    const subnetGroup = subnetGroups(session);
    const input = { MaxRecords: 100, ShowCacheNodeInfo: true };
    for await (const page of session.pages('elasticache', 'DescribeCacheClusters', input)) {
      yield* session.mapConcurrently(page.CacheClusters ?? [], (cluster) =>
        observeCluster(session, cluster, subnetGroup),
      );
    }
  },
});

type SubnetGroupOf = (name: string | undefined) => Promise<Detail<CacheSubnetGroup | undefined>>;

/** A subnet group by its name, asked for once: all nodes of a replication group share one. */
function subnetGroups(session: AwsSession): SubnetGroupOf {
  const asked = new Map<string, ReturnType<SubnetGroupOf>>();
  const ask = async (CacheSubnetGroupName: string): ReturnType<SubnetGroupOf> => {
    const detail = await session.detail('elasticache', 'DescribeCacheSubnetGroups', { CacheSubnetGroupName });
    return detail.state === 'value' ? { state: 'value', value: detail.value.CacheSubnetGroups?.[0] } : detail;
  };
  return async (name) => {
    if (name === undefined) return { state: 'absent' };
    const known = asked.get(name) ?? ask(name);
    asked.set(name, known);
    return known;
  };
}

// Left out because they move by themselves: CacheClusterStatus, CacheNodes, PendingModifiedValues.
async function observeCluster(
  session: AwsSession,
  cluster: CacheCluster,
  subnetGroup: SubnetGroupOf,
): Promise<ObservedResource> {
  const name = cluster.CacheClusterId ?? '';
  const arn =
    cluster.ARN ||
    `arn:${session.partition}:elasticache:${session.region}:${session.accountId}:cluster:${name}`;
  const [subnets, tags] = await Promise.all([
    subnetGroup(unlessBlank(cluster.CacheSubnetGroupName)),
    session.detail('elasticache', 'ListTagsForResource', { ResourceName: arn }),
  ]);
  const draft = draftConfiguration({
    ClusterName: name,
    Arn: arn,
    Engine: cluster.Engine,
    EngineVersion: cluster.EngineVersion,
    CacheNodeType: cluster.CacheNodeType,
    NumCacheNodes: cluster.NumCacheNodes,
    ReplicationGroupId: unlessBlank(cluster.ReplicationGroupId),
    CacheParameterGroupName: cluster.CacheParameterGroup?.CacheParameterGroupName,
    CacheSubnetGroupName: unlessBlank(cluster.CacheSubnetGroupName),
    VpcSecurityGroupIds: sorted(cluster.SecurityGroups?.map((group) => group.SecurityGroupId)),
    CacheSecurityGroupNames: sorted(
      cluster.CacheSecurityGroups?.map((group) => group.CacheSecurityGroupName),
    ),
    PreferredAvailabilityZone: cluster.PreferredAvailabilityZone,
    PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
    AutoMinorVersionUpgrade: cluster.AutoMinorVersionUpgrade,
    SnapshotRetentionLimit: cluster.SnapshotRetentionLimit,
    SnapshotWindow: unlessBlank(cluster.SnapshotWindow),
    Port: cluster.ConfigurationEndpoint?.Port ?? cluster.CacheNodes?.[0]?.Endpoint?.Port,
    TransitEncryptionEnabled: cluster.TransitEncryptionEnabled,
    TransitEncryptionMode: cluster.TransitEncryptionMode,
    AtRestEncryptionEnabled: cluster.AtRestEncryptionEnabled,
    AuthTokenEnabled: cluster.AuthTokenEnabled,
    NotificationTopicArn: cluster.NotificationConfiguration?.TopicArn,
    NetworkType: cluster.NetworkType,
    IpDiscovery: cluster.IpDiscovery,
    LogDeliveryConfigurations: logDelivery(cluster.LogDeliveryConfigurations),
  });
  draft.put(
    'CacheSubnetGroup',
    subnets,
    (group) =>
      group && {
        VpcId: group.VpcId,
        SubnetIds: sorted(group.Subnets?.map((subnet) => subnet.SubnetIdentifier)),
      },
  );
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}
