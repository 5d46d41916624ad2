import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { dynamodbTableCollector as collector } from './collect.ts';

const table = {
  TableName: 'carts',
  TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/carts',
  TableStatus: 'ACTIVE',
  TableId: 'id-1',
  ItemCount: 10,
  TableSizeBytes: 100,
  AttributeDefinitions: [
    { AttributeName: 'user', AttributeType: 'S' },
    { AttributeName: 'at', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'user', KeyType: 'HASH' },
    { AttributeName: 'at', KeyType: 'RANGE' },
  ],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
  DeletionProtectionEnabled: true,
  SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:key' },
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  LatestStreamArn: 'arn:aws:dynamodb:stream',
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-time',
      KeySchema: [{ AttributeName: 'at', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'a'] },
      ItemCount: 3,
    },
  ],
};
const recorded: RecordedResponses = {
  'dynamodb:ListTables': { TableNames: ['carts'] },
  'dynamodb:DescribeTable': { Table: table },
  'dynamodb:DescribeContinuousBackups': {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 },
    },
  },
  'dynamodb:DescribeTimeToLive': {
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
  },
  'dynamodb:DescribeKinesisStreamingDestination': { KinesisDataStreamDestinations: [] },
  'dynamodb:GetResourcePolicy': { error: 'PolicyNotFoundException', status: 400 },
  'dynamodb:ListTagsOfResource': { Tags: [{ Key: 'team', Value: 'shop' }] },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no table was collected');
  return observed;
}

describe('the DynamoDB table collector', () => {
  it('writes a table in the shape of the CloudFormation schema', async () => {
    const observed = await collectOne();
    expect(observed.unreadable).toEqual([]);
    expect(observed.configuration).toEqual({
      TableName: 'carts',
      Arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/carts',
      TableId: 'id-1',
      AttributeDefinitions: [
        { AttributeName: 'at', AttributeType: 'N' },
        { AttributeName: 'user', AttributeType: 'S' },
      ],
      KeySchema: table.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-time',
          KeySchema: [{ AttributeName: 'at', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
        },
      ],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:key' },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      StreamArn: 'arn:aws:dynamodb:stream',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('takes a table without a billing mode as provisioned', async () => {
    const { configuration } = await collectOne({
      'dynamodb:DescribeTable': {
        Table: {
          TableName: 'carts',
          ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1, NumberOfDecreasesToday: 2 },
        },
      },
    });
    expect(configuration).toMatchObject({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1 },
    });
  });

  it('reads a resource policy as an object', async () => {
    const { configuration } = await collectOne({
      'dynamodb:GetResourcePolicy': { Policy: '{"Statement":[{"Principal":"*"}]}', RevisionId: '1' },
    });
    expect(configuration.ResourcePolicy).toEqual({ PolicyDocument: { Statement: [{ Principal: '*' }] } });
  });

  it('keeps the identity of a table that may be listed and not described', async () => {
    const observed = await collectOne({ 'dynamodb:DescribeTable': { error: 'AccessDeniedException' } });
    expect(observed.externalId).toBe('arn:aws:dynamodb:us-east-1:123456789012:table/carts');
    expect(observed.unreadable.map(({ path }) => path)).toContain('SSESpecification');
    expect(observed.configuration).not.toHaveProperty('BillingMode');
  });

  it('sees no change in growing data', async () => {
    const grown = { ...table, ItemCount: 11, TableSizeBytes: 200 };
    expect(await collectOne({ 'dynamodb:DescribeTable': { Table: grown } })).toEqual(await collectOne());
  });
});
