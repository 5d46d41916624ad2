import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { StoredDynamoTable } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function tableNamed(call: Call, name: string | undefined): StoredDynamoTable {
  const short = name?.split('/').at(-1) ?? '';
  const table = call.world.region(call.region).dynamoTables.get(short);
  if (!table) {
    throw awsError(
      'ResourceNotFoundException',
      400,
      `Requested resource not found: Table: ${short} not found`,
    );
  }
  return table;
}

const largestPage = 100;

export const dynamodbOperations: Operations<typeof import('@aws-sdk/client-dynamodb')> = {
  ListTables: (input, call) => {
    const names = call.world
      .region(call.region)
      .dynamoTables.all()
      .map((table) => table.TableName ?? '')
      .sort();
    // The page begins after the name that the caller has seen last, whether it still exists or not.
    const after = input.ExclusiveStartTableName;
    const rest = after === undefined ? names : names.filter((name) => name > after);
    const TableNames = rest.slice(0, Math.min(input.Limit ?? largestPage, largestPage));
    const last = TableNames.at(-1);
    return {
      TableNames,
      ...(last !== undefined && TableNames.length < rest.length ? { LastEvaluatedTableName: last } : {}),
    };
  },

  DescribeTable: (input, call) => {
    const table = tableNamed(call, input.TableName);
    // DynamoDB renews the counts about every six hours; here they move with the clock.
    const grown = Math.floor(Date.now() / 60_000) % 1000;
    return {
      Table: {
        ...table,
        ItemCount: (table.ItemCount ?? 0) + grown,
        TableSizeBytes: (table.TableSizeBytes ?? 0) + grown * 512,
      },
    };
  },

  DescribeContinuousBackups: (input, call) => {
    const { backups } = tableNamed(call, input.TableName);
    const recovery = backups.PointInTimeRecoveryDescription;
    if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED') return { ContinuousBackupsDescription: backups };
    const LatestRestorableDateTime = new Date(Math.floor(Date.now() / 1000) * 1000 - 300_000);
    return {
      ContinuousBackupsDescription: {
        ...backups,
        PointInTimeRecoveryDescription: { ...recovery, LatestRestorableDateTime },
      },
    };
  },

  DescribeTimeToLive: (input, call) => ({
    TimeToLiveDescription: tableNamed(call, input.TableName).timeToLive,
  }),

  DescribeKinesisStreamingDestination: (input, call) => ({
    TableName: tableNamed(call, input.TableName).TableName,
    KinesisDataStreamDestinations: [],
  }),

  GetResourcePolicy: (input, call) => {
    tableNamed(call, input.ResourceArn);
    throw awsError(
      'PolicyNotFoundException',
      400,
      `Resource-based policy not found for the provided ResourceArn: ${input.ResourceArn}`,
    );
  },

  ListTagsOfResource: (input, call) => {
    const tags = tagList(tableNamed(call, input.ResourceArn).tags);
    const { items, next } = pageOf(tags, {
      token: input.NextToken,
      max: undefined,
      usual: 10,
      largest: 10,
      invalidToken: () => awsError('ValidationException', 400, 'The NextToken is not valid'),
    });
    return { Tags: items, ...(next === undefined ? {} : { NextToken: next }) };
  },
};
