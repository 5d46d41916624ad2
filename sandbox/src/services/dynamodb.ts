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

  UpdateContinuousBackups: (input, call) => {
    const name = input.TableName?.split('/').at(-1) ?? '';
    const table = call.world.region(call.region).dynamoTables.get(name);
    if (!table) throw awsError('TableNotFoundException', 400, `Table not found: ${name}`);
    const wanted = input.PointInTimeRecoverySpecification;
    const days = wanted?.RecoveryPeriodInDays;
    if (days !== undefined && (days < 1 || days > 35)) {
      throw awsError(
        'ValidationException',
        400,
        `1 validation error detected: Value '${days}' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: Member must be between 1 and 35`,
      );
    }
    const isOn = wanted?.PointInTimeRecoveryEnabled === true;
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const before = table.backups.PointInTimeRecoveryDescription;
    const wasOn = before?.PointInTimeRecoveryStatus === 'ENABLED';
    table.backups = {
      ...table.backups,
      PointInTimeRecoveryDescription: isOn
        ? {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: days ?? (wasOn ? before?.RecoveryPeriodInDays : undefined) ?? 35,
            // Recovery begins anew with each switching on.
            EarliestRestorableDateTime: wasOn ? before?.EarliestRestorableDateTime : now,
          }
        : { PointInTimeRecoveryStatus: 'DISABLED' },
    };
    call.world.region(call.region).dynamoTables.put(table);
    return { ContinuousBackupsDescription: table.backups };
  },

  UpdateTable: (input, call) => {
    const table = tableNamed(call, input.TableName);
    const { DeletionProtectionEnabled, BillingMode, TableClass } = input;
    if (DeletionProtectionEnabled === undefined && BillingMode === undefined && TableClass === undefined) {
      throw awsError(
        'ValidationException',
        400,
        'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates or DeletionProtectionEnabled is required',
      );
    }
    if (table.TableStatus !== 'ACTIVE') {
      throw awsError(
        'ResourceInUseException',
        400,
        `Attempt to change a resource which is still in use: Table is being updated: ${table.TableName}`,
      );
    }
    if (DeletionProtectionEnabled !== undefined) table.DeletionProtectionEnabled = DeletionProtectionEnabled;
    if (BillingMode !== undefined) table.BillingModeSummary = { BillingMode };
    if (TableClass !== undefined) table.TableClassSummary = { TableClass };
    call.world.region(call.region).dynamoTables.put(table);
    return { TableDescription: table };
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
