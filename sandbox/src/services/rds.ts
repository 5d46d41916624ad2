import type { Filter } from '@aws-sdk/client-rds';
import { awsError } from '../protocols/errors.ts';
import { isPending } from '../slow-changes.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';
import { rdsGroupOperations } from './rds-groups.ts';
import { rdsWriteOperations } from './rds-writes.ts';
import type { Operations } from './service.ts';

interface Paged {
  Marker?: string | undefined;
  MaxRecords?: number | undefined;
}

function rdsPage<T>(source: Table<T> | readonly T[], input: Paged) {
  const { items, next } = pageOf(source, {
    token: input.Marker,
    max: input.MaxRecords,
    usual: 100,
    largest: 100,
    invalidToken: () => awsError('InvalidParameterValue', 400, 'Invalid marker.'),
  });
  return { items, marker: next === undefined ? {} : { Marker: next } };
}

function chosen<T>(table: Table<T>, id: string | undefined, code: string, noun: string): Table<T> | T[] {
  if (!id) return table;
  // Ids of automated snapshots hold a colon themselves: `rds:orders-2026-09-23`.
  const record = table.get(id.startsWith('arn:') ? id.split(':').slice(6).join(':') : id);
  if (!record) throw awsError(code, 404, `${noun} ${id} not found.`);
  return [record];
}

function filterValues(filters: Filter[] | undefined, name: string): string[] | undefined {
  return filters?.find((filter) => filter.Name === name)?.Values;
}

function tagsOf(
  record: { TagList?: { Key?: string | undefined; Value?: string | undefined }[] | undefined } | undefined,
) {
  return record?.TagList ?? [];
}

function sharing(sharedWith: string[]) {
  return [{ AttributeName: 'restore', AttributeValues: sharedWith }];
}

export const rdsOperations: Operations<typeof import('@aws-sdk/client-rds')> = {
  ...rdsGroupOperations,
  ...rdsWriteOperations,
  DescribeDBInstances: (input, call) => {
    const table = call.world.region(call.region).dbInstances;
    if (input.DBInstanceIdentifier) isPending(call.world, `${call.region} db ${input.DBInstanceIdentifier}`);
    const clusters = filterValues(input.Filters, 'db-cluster-id');
    const source = clusters
      ? table.all().filter((one) => clusters.includes(one.DBClusterIdentifier ?? ''))
      : chosen(table, input.DBInstanceIdentifier, 'DBInstanceNotFound', 'DBInstance');
    const { items, marker } = rdsPage(source, input);
    // The latest restorable time moves with every transaction log that is written away.
    const DBInstances = items.map((one) =>
      one.LatestRestorableTime ? { ...one, LatestRestorableTime: minutesAgo(4) } : one,
    );
    return { DBInstances, ...marker };
  },

  DescribeDBClusters: (input, call) => {
    const table = call.world.region(call.region).dbClusters;
    if (input.DBClusterIdentifier)
      isPending(call.world, `${call.region} cluster ${input.DBClusterIdentifier}`);
    const source = chosen(table, input.DBClusterIdentifier, 'DBClusterNotFoundFault', 'DBCluster');
    const { items, marker } = rdsPage(source, input);
    const DBClusters = items.map((one) =>
      one.LatestRestorableTime ? { ...one, LatestRestorableTime: minutesAgo(2) } : one,
    );
    return { DBClusters, ...marker };
  },

  DescribeDBEngineVersions: (input) => {
    const { Engine, EngineVersion } = input;
    if (Engine === undefined || EngineVersion === undefined) return { DBEngineVersions: [] };
    // The account runs one release that the service has given up.
    const Status = Engine === 'mysql' && EngineVersion.startsWith('5.') ? 'deprecated' : 'available';
    const MajorEngineVersion = EngineVersion.split('.')[0];
    return { DBEngineVersions: [{ Engine, EngineVersion, MajorEngineVersion, Status }] };
  },

  DescribeDBSnapshots: (input, call) => {
    const table = call.world.region(call.region).dbSnapshots;
    let source = chosen(table, input.DBSnapshotIdentifier, 'DBSnapshotNotFound', 'DBSnapshot');
    const all = () => (Array.isArray(source) ? source : source.all());
    if (input.DBInstanceIdentifier) {
      source = all().filter((one) => one.DBInstanceIdentifier === input.DBInstanceIdentifier);
    }
    if (input.SnapshotType) source = all().filter((one) => one.SnapshotType === input.SnapshotType);
    const { items, marker } = rdsPage(source, input);
    return { DBSnapshots: items, ...marker };
  },

  DescribeDBSnapshotAttributes: (input, call) => {
    const snapshot = call.world.region(call.region).dbSnapshots.get(input.DBSnapshotIdentifier ?? '');
    if (!snapshot) {
      throw awsError('DBSnapshotNotFound', 404, `DBSnapshot ${input.DBSnapshotIdentifier} not found.`);
    }
    return {
      DBSnapshotAttributesResult: {
        DBSnapshotIdentifier: input.DBSnapshotIdentifier,
        DBSnapshotAttributes: sharing(snapshot.sharedWith),
      },
    };
  },

  DescribeDBClusterSnapshots: (input, call) => {
    const table = call.world.region(call.region).dbClusterSnapshots;
    let source = chosen(
      table,
      input.DBClusterSnapshotIdentifier,
      'DBClusterSnapshotNotFoundFault',
      'DBClusterSnapshot',
    );
    if (input.SnapshotType) {
      const all = Array.isArray(source) ? source : source.all();
      source = all.filter((one) => one.SnapshotType === input.SnapshotType);
    }
    const { items, marker } = rdsPage(source, input);
    return { DBClusterSnapshots: items, ...marker };
  },

  DescribeDBClusterSnapshotAttributes: (input, call) => {
    const id = input.DBClusterSnapshotIdentifier ?? '';
    const snapshot = call.world.region(call.region).dbClusterSnapshots.get(id);
    if (!snapshot)
      throw awsError('DBClusterSnapshotNotFoundFault', 404, `DBClusterSnapshot ${id} not found.`);
    return {
      DBClusterSnapshotAttributesResult: {
        DBClusterSnapshotIdentifier: id,
        DBClusterSnapshotAttributes: sharing(snapshot.sharedWith),
      },
    };
  },

  ListTagsForResource: (input, call) => {
    const region = call.world.region(call.region);
    // arn:aws:rds:<region>:<account>:<kind>:<name>, where names of automated snapshots hold a colon.
    const [kind = '', ...name] = (input.ResourceName ?? '').split(':').slice(5);
    const tables: Record<string, Table<Parameters<typeof tagsOf>[0] & object>> = {
      db: region.dbInstances,
      cluster: region.dbClusters,
      snapshot: region.dbSnapshots,
      'cluster-snapshot': region.dbClusterSnapshots,
    };
    const record = tables[kind]?.get(name.join(':'));
    if (!record)
      throw awsError('DBInstanceNotFound', 404, `The resource ${input.ResourceName} was not found.`);
    return { TagList: tagsOf(record) };
  },
};

function minutesAgo(minutes: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);
}
