import type { Cluster, DescribeClustersResponse } from '@aws-sdk/client-ecs';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessEmpty } from '../../shapes/order.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { ecsClusterType } from './schema.ts';

const described = [
  'CapacityProviders',
  'DefaultCapacityProviderStrategy',
  'ClusterSettings',
  'Configuration',
  'ServiceConnectDefaults',
  'Tags',
];

export const ecsClusterCollector = defineCollector<AwsSession>({
  resource: ecsClusterType,
  scope: 'regional',
  lists: [{ operation: 'ecs:ListClusters', permission: 'ecs:ListClusters' }],
  details: [{ operation: 'ecs:DescribeClusters', permission: 'ecs:DescribeClusters', paths: described }],
  async *collect(session) {
    for await (const page of session.pages('ecs', 'ListClusters', { maxResults: 100 })) {
      for (const arns of chunks(page.clusterArns ?? [], 100)) {
        const detail = await session.detail('ecs', 'DescribeClusters', {
          clusters: arns,
          include: ['TAGS', 'SETTINGS', 'CONFIGURATIONS'],
        });
        for (const arn of arns) if (!isGone(arn, detail)) yield observeCluster(session, arn, detail);
      }
    }
  },
});

/** ECS answers a cluster that was deleted since the list as a failure `MISSING`, or as inactive. */
function isGone(arn: string, detail: Detail<DescribeClustersResponse>): boolean {
  if (detail.state !== 'value') return false;
  const missing = detail.value.failures?.some(
    (failure) => failure.arn === arn && failure.reason === 'MISSING',
  );
  return missing === true || findCluster(arn, detail.value)?.status === 'INACTIVE';
}

function findCluster(arn: string, answer: DescribeClustersResponse): Cluster | undefined {
  return answer.clusters?.find((cluster) => cluster.clusterArn === arn);
}

function observeCluster(session: AwsSession, arn: string, detail: Detail<DescribeClustersResponse>) {
  const name = arn.split('/').at(-1) ?? arn;
  const draft = draftConfiguration({ Arn: arn, ClusterName: name });
  const answer = draft.take(detail);
  const cluster = answer && findCluster(arn, answer);
  if (answer !== undefined && cluster === undefined) {
    const message = answer.failures?.find((failure) => failure.arn === arn)?.reason ?? 'not answered';
    draft.unreadable.push(...described.map((path) => ({ path, reason: 'failed' as const, message })));
  }
  if (cluster !== undefined) {
    for (const [property, value] of Object.entries(properties(cluster))) draft.set(property, value);
  }
  const tags = cluster?.tags?.map(({ key, value }) => ({ Key: key, Value: value }));
  return observed(session, draft, { externalId: arn, name, tags });
}

/** Counts of tasks, services and instances move all day and are left out. */
function properties(cluster: Cluster): Record<string, unknown> {
  const { executeCommandConfiguration: exec, managedStorageConfiguration: storage } =
    cluster.configuration ?? {};
  return {
    CapacityProviders: sorted(cluster.capacityProviders),
    DefaultCapacityProviderStrategy: sortedBy(
      cluster.defaultCapacityProviderStrategy?.map(({ capacityProvider, base, weight }) => ({
        CapacityProvider: capacityProvider,
        Base: base,
        Weight: weight,
      })),
      ({ CapacityProvider }) => [CapacityProvider],
    ),
    ClusterSettings: sortedBy(
      cluster.settings?.map(({ name, value }) => ({ Name: name, Value: value })),
      ({ Name }) => [Name],
    ),
    Configuration: unlessEmpty({
      ExecuteCommandConfiguration: propertyNames(exec),
      ManagedStorageConfiguration: propertyNames(storage),
    }),
    ServiceConnectDefaults: propertyNames(cluster.serviceConnectDefaults),
  };
}
