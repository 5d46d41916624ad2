import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  Projection,
  ProvisionedThroughputDescription,
  TableDescription,
  Tag,
} from '@aws-sdk/client-dynamodb';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { dynamodbTableType } from './schema.ts';

export const dynamodbTableCollector = defineCollector<AwsSession>({
  resource: dynamodbTableType,
  scope: 'regional',
  lists: [{ operation: 'dynamodb:ListTables', permission: 'dynamodb:ListTables' }],
  details: [
    {
      operation: 'dynamodb:DescribeTable',
      permission: 'dynamodb:DescribeTable',
      paths: [
        'AttributeDefinitions',
        'BillingMode',
        'DeletionProtectionEnabled',
        'GlobalSecondaryIndexes',
        'KeySchema',
        'LocalSecondaryIndexes',
        'OnDemandThroughput',
        'ProvisionedThroughput',
        'Replicas',
        'SSESpecification',
        'StreamArn',
        'StreamSpecification',
        'TableClass',
        'TableId',
      ],
    },
    {
      operation: 'dynamodb:DescribeContinuousBackups',
      permission: 'dynamodb:DescribeContinuousBackups',
      paths: ['PointInTimeRecoverySpecification'],
    },
    {
      operation: 'dynamodb:DescribeTimeToLive',
      permission: 'dynamodb:DescribeTimeToLive',
      paths: ['TimeToLiveSpecification'],
    },
    {
      operation: 'dynamodb:DescribeKinesisStreamingDestination',
      permission: 'dynamodb:DescribeKinesisStreamingDestination',
      paths: ['KinesisStreamSpecification'],
    },
    {
      operation: 'dynamodb:GetResourcePolicy',
      permission: 'dynamodb:GetResourcePolicy',
      paths: ['ResourcePolicy'],
      absent: ['PolicyNotFoundException'],
    },
    {
      operation: 'dynamodb:ListTagsOfResource',
      permission: 'dynamodb:ListTagsOfResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(tableNames(session), (name) => observeTable(session, name));
  },
});

async function* tableNames(session: AwsSession): AsyncIterable<string> {
  for await (const page of session.pages('dynamodb', 'ListTables', { Limit: 100 }))
    yield* page.TableNames ?? [];
}

// Left out because they move by themselves: item count, size, status, and WarmThroughput, which DynamoDB raises
// as a table takes more traffic.
async function observeTable(session: AwsSession, name: string): Promise<ObservedResource> {
  // Built rather than read: the identity of a table must not depend on whether it may be described.
  const arn = `arn:${session.partition}:dynamodb:${session.region}:${session.accountId}:table/${name}`;
  const input = { TableName: name };
  const [table, backups, timeToLive, kinesis, policy, tags] = await Promise.all([
    session.detail('dynamodb', 'DescribeTable', input),
    session.detail('dynamodb', 'DescribeContinuousBackups', input),
    session.detail('dynamodb', 'DescribeTimeToLive', input),
    session.detail('dynamodb', 'DescribeKinesisStreamingDestination', input),
    session.detail('dynamodb', 'GetResourcePolicy', { ResourceArn: arn }),
    session.detailPages('dynamodb', 'ListTagsOfResource', { ResourceArn: arn }),
  ]);

  const draft = draftConfiguration({ TableName: name, Arn: arn });
  const description = draft.take(table)?.Table;
  if (description !== undefined) setDescription(draft, description);
  draft.put('PointInTimeRecoverySpecification', backups, (it) => {
    const recovery = it.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    const enabled = recovery?.PointInTimeRecoveryStatus === 'ENABLED';
    return {
      PointInTimeRecoveryEnabled: enabled,
      RecoveryPeriodInDays: enabled ? recovery?.RecoveryPeriodInDays : undefined,
    };
  });
  draft.put('TimeToLiveSpecification', timeToLive, (it) => {
    const setting = it.TimeToLiveDescription;
    return {
      Enabled: setting?.TimeToLiveStatus === 'ENABLED' || setting?.TimeToLiveStatus === 'ENABLING',
      AttributeName: setting?.AttributeName,
    };
  });
  draft.put('KinesisStreamSpecification', kinesis, (it) => {
    const active = it.KinesisDataStreamDestinations?.find((destination) =>
      ['ACTIVE', 'ENABLING', 'UPDATING'].includes(destination.DestinationStatus ?? ''),
    );
    return (
      active && {
        StreamArn: active.StreamArn,
        ApproximateCreationDateTimePrecision: active.ApproximateCreationDateTimePrecision,
      }
    );
  });
  draft.put('ResourcePolicy', policy, (it) => it.Policy && { PolicyDocument: policyDocument(it.Policy) });
  const tagList: Tag[] = (draft.take(tags) ?? []).flatMap((page) => page.Tags ?? []);
  return observed(session, draft, { externalId: arn, name, tags: tagList });
}

function setDescription(draft: Draft, table: TableDescription): void {
  const onDemand = table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const encryption = table.SSEDescription;
  const properties = {
    TableId: table.TableId,
    CreationDateTime: table.CreationDateTime,
    AttributeDefinitions: sortedBy(table.AttributeDefinitions, (attribute) => [attribute.AttributeName]),
    KeySchema: table.KeySchema,
    // DynamoDB leaves the mode out of tables that never had another one than provisioned.
    BillingMode: onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ProvisionedThroughput: onDemand ? undefined : throughput(table.ProvisionedThroughput),
    OnDemandThroughput: table.OnDemandThroughput,
    DeletionProtectionEnabled: table.DeletionProtectionEnabled,
    GlobalSecondaryIndexes: sortedBy(
      table.GlobalSecondaryIndexes?.map((index) => globalIndex(index, onDemand)),
      (index) => [index.IndexName],
    ),
    LocalSecondaryIndexes: sortedBy(table.LocalSecondaryIndexes?.map(localIndex), (index) => [
      index.IndexName,
    ]),
    // No description: the table is encrypted with a key that AWS owns.
    SSESpecification: encryption && {
      SSEEnabled: ['ENABLED', 'ENABLING', 'UPDATING'].includes(encryption.Status ?? ''),
      SSEType: encryption.SSEType,
      KMSMasterKeyId: encryption.KMSMasterKeyArn,
    },
    StreamSpecification: table.StreamSpecification?.StreamEnabled
      ? { StreamViewType: table.StreamSpecification.StreamViewType }
      : undefined,
    StreamArn: table.StreamSpecification?.StreamEnabled ? table.LatestStreamArn : undefined,
    TableClass: table.TableClassSummary?.TableClass,
    Replicas: sortedBy(
      table.Replicas?.map(({ RegionName, KMSMasterKeyId }) => ({ RegionName, KMSMasterKeyId })),
      (replica) => [replica.RegionName],
    ),
  };
  for (const [property, value] of Object.entries(properties)) draft.set(property, value);
}

function throughput(units: ProvisionedThroughputDescription | undefined) {
  return (
    units && { ReadCapacityUnits: units.ReadCapacityUnits, WriteCapacityUnits: units.WriteCapacityUnits }
  );
}

function projection(of: Projection | undefined) {
  return of && { ProjectionType: of.ProjectionType, NonKeyAttributes: sorted(of.NonKeyAttributes) };
}

function globalIndex(index: GlobalSecondaryIndexDescription, onDemand: boolean) {
  return {
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: projection(index.Projection),
    ProvisionedThroughput: onDemand ? undefined : throughput(index.ProvisionedThroughput),
    OnDemandThroughput: index.OnDemandThroughput,
  };
}

function localIndex(index: LocalSecondaryIndexDescription) {
  return {
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: projection(index.Projection),
  };
}
