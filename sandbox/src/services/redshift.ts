import { awsError } from '../protocols/errors.ts';
import type { StoredWarehouse } from '../world/database-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function clusterNamed(call: Call, id: string | undefined): StoredWarehouse {
  const found = call.world.region(call.region).warehouses.get(id ?? '');
  if (!found) throw awsError('ClusterNotFound', 404, `Cluster ${id} not found.`);
  return found;
}

export const redshiftOperations: Operations<typeof import('@aws-sdk/client-redshift')> = {
  DescribeClusters: (input, call) => {
    const { warehouses } = call.world.region(call.region);
    const named = input.ClusterIdentifier ? [clusterNamed(call, input.ClusterIdentifier)] : warehouses;
    const { items, next } = pageOf(named, {
      token: input.Marker,
      max: input.MaxRecords,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('InvalidParameterValue', 400, 'Invalid marker.'),
    });
    const Clusters = items.map(({ logging: _logging, parameters: _parameters, ...cluster }) => cluster);
    return { Clusters, ...(next === undefined ? {} : { Marker: next }) };
  },

  DescribeLoggingStatus: (input, call) => clusterNamed(call, input.ClusterIdentifier).logging,

  DescribeClusterParameters: (input, call) => {
    const owner = call.world
      .region(call.region)
      .warehouses.all()
      .find((cluster) =>
        cluster.ClusterParameterGroups?.some((one) => one.ParameterGroupName === input.ParameterGroupName),
      );
    if (owner === undefined)
      throw awsError('ClusterParameterGroupNotFound', 404, `${input.ParameterGroupName} not found.`);
    return { Parameters: owner.parameters };
  },
};
