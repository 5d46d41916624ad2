import { awsError } from '../protocols/errors.ts';
import { standardTags, tagList } from '../world/site.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

interface Paged {
  Marker?: string | undefined;
  MaxRecords?: number | undefined;
}

function migrationPage<T>(table: Table<T>, input: Paged) {
  const { items, next } = pageOf(table, {
    token: input.Marker,
    max: input.MaxRecords,
    usual: 100,
    largest: 100,
    invalidToken: () => awsError('InvalidParameterValueException', 400, 'Invalid marker.'),
  });
  return { items, marker: next === undefined ? {} : { Marker: next } };
}

export const migrationOperations: Operations<typeof import('@aws-sdk/client-database-migration-service')> = {
  DescribeReplicationInstances: (input, call) => {
    const { items, marker } = migrationPage(call.world.region(call.region).replicationInstances, input);
    return { ReplicationInstances: items, ...marker };
  },

  DescribeEndpoints: (input, call) => {
    const { items, marker } = migrationPage(call.world.region(call.region).migrationEndpoints, input);
    return { Endpoints: items, ...marker };
  },

  DescribeReplicationTasks: (input, call) => {
    const { items, marker } = migrationPage(call.world.region(call.region).migrationTasks, input);
    return { ReplicationTasks: items, ...marker };
  },

  // Everything of a migration has the tags of the team that moves the data.
  ListTagsForResource: (_input, call) => ({
    TagList: tagList(standardTags('orders-migration', call.region, 'data-platform')),
  }),
};
