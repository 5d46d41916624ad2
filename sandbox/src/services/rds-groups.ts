import type { Filter } from '@aws-sdk/client-rds';
import { awsError } from '../protocols/errors.ts';
import type { StoredParameterGroup } from '../world/database-records.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

interface Paged {
  Marker?: string | undefined;
  MaxRecords?: number | undefined;
}

function groupPage<T>(source: Table<T> | readonly T[], input: Paged) {
  const { items, next } = pageOf(source, {
    token: input.Marker,
    max: input.MaxRecords,
    usual: 100,
    largest: 100,
    invalidToken: () => awsError('InvalidParameterValue', 400, 'Invalid marker.'),
  });
  return { items, marker: next === undefined ? {} : { Marker: next } };
}

function parametersOf(
  table: Table<StoredParameterGroup>,
  name: string | undefined,
  input: Paged & { Source?: string | undefined; Filters?: Filter[] | undefined },
) {
  const group = table.get(name ?? '');
  if (!group) throw awsError('DBParameterGroupNotFound', 404, `DBParameterGroup not found: ${name}`);
  const names = input.Filters?.find((filter) => filter.Name === 'parameter-name')?.Values;
  const chosen = group.parameters.filter(
    (one) =>
      (input.Source === undefined || one.Source === input.Source) &&
      (names === undefined || names.includes(one.ParameterName ?? '')),
  );
  const { items, marker } = groupPage(chosen, input);
  return { Parameters: items, ...marker };
}

/** Parameter groups and event subscriptions; databases are in another file. */
export const rdsGroupOperations: Operations<typeof import('@aws-sdk/client-rds')> = {
  DescribeDBParameterGroups: (input, call) => {
    const { items, marker } = groupPage(call.world.region(call.region).dbParameterGroups, input);
    return {
      DBParameterGroups: items.map(({ name, arn, family, description }) => ({
        DBParameterGroupName: name,
        DBParameterGroupArn: arn,
        DBParameterGroupFamily: family,
        Description: description,
      })),
      ...marker,
    };
  },

  DescribeDBClusterParameterGroups: (input, call) => {
    const { items, marker } = groupPage(call.world.region(call.region).dbClusterParameterGroups, input);
    return {
      DBClusterParameterGroups: items.map(({ name, arn, family, description }) => ({
        DBClusterParameterGroupName: name,
        DBClusterParameterGroupArn: arn,
        DBParameterGroupFamily: family,
        Description: description,
      })),
      ...marker,
    };
  },

  DescribeDBParameters: (input, call) =>
    parametersOf(call.world.region(call.region).dbParameterGroups, input.DBParameterGroupName, input),

  DescribeDBClusterParameters: (input, call) =>
    parametersOf(
      call.world.region(call.region).dbClusterParameterGroups,
      input.DBClusterParameterGroupName,
      input,
    ),

  DescribeEventSubscriptions: (input, call) => {
    const { items, marker } = groupPage(call.world.region(call.region).eventSubscriptions, input);
    return { EventSubscriptionsList: items, ...marker };
  },
};
