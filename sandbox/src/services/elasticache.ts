import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

interface Paged {
  Marker?: string | undefined;
  MaxRecords?: number | undefined;
}

function cachePage<T>(table: Table<T>, id: string | undefined, input: Paged, missing: string) {
  const named = id === undefined ? undefined : table.get(id);
  if (id !== undefined && named === undefined) throw awsError(missing, 404, `${id} not found.`);
  const { items, next } = pageOf(named === undefined ? table : [named], {
    token: input.Marker,
    max: input.MaxRecords,
    usual: 100,
    largest: 100,
    invalidToken: () => awsError('InvalidParameterValue', 400, 'Invalid marker.'),
  });
  return { items, marker: next === undefined ? {} : { Marker: next } };
}

export const elasticacheOperations: Operations<typeof import('@aws-sdk/client-elasticache')> = {
  DescribeCacheClusters: (input, call) => {
    const { cacheClusters } = call.world.region(call.region);
    const { items, marker } = cachePage(cacheClusters, input.CacheClusterId, input, 'CacheClusterNotFound');
    const CacheClusters = items.map(({ tags: _, CacheNodes, ...cluster }) => ({
      ...cluster,
      CacheNodes: input.ShowCacheNodeInfo === true ? CacheNodes : [],
    }));
    return { CacheClusters, ...marker };
  },

  DescribeReplicationGroups: (input, call) => {
    const { replicationGroups } = call.world.region(call.region);
    const missing = 'ReplicationGroupNotFoundFault';
    const { items, marker } = cachePage(replicationGroups, input.ReplicationGroupId, input, missing);
    return { ReplicationGroups: items.map(({ tags: _, ...group }) => group), ...marker };
  },

  DescribeCacheSubnetGroups: (input, call) => {
    const { cacheSubnetGroups } = call.world.region(call.region);
    const missing = 'CacheSubnetGroupNotFoundFault';
    const { items, marker } = cachePage(cacheSubnetGroups, input.CacheSubnetGroupName, input, missing);
    return { CacheSubnetGroups: items, ...marker };
  },

  ListTagsForResource: (input, call) => {
    const region = call.world.region(call.region);
    const [kind, id = ''] = (input.ResourceName ?? '').split(':').slice(5);
    const found = kind === 'cluster' ? region.cacheClusters.get(id) : region.replicationGroups.get(id);
    if (found === undefined) throw awsError('CacheClusterNotFound', 404, `${input.ResourceName} not found.`);
    return { TagList: tagList(found.tags) };
  },
};
