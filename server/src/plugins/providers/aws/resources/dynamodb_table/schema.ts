import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const keySchema = listOf(z.looseObject({ AttributeName: text, KeyType: text }));
const throughput = struct({ ReadCapacityUnits: number, WriteCapacityUnits: number });
const index = z.looseObject({
  IndexName: text,
  KeySchema: keySchema,
  Projection: struct({ ProjectionType: text, NonKeyAttributes: texts }),
  ProvisionedThroughput: throughput,
});

export const dynamodbTableType = defineResourceType({
  type: 'dynamodb_table',
  vendorType: 'AWS::DynamoDB::Table',
  provider: 'aws',
  title: 'DynamoDB table',
  service: 'dynamodb',
  aliases: ['dynamodb', 'ddb'],
  schema: z.looseObject({
    TableName: text,
    Arn: text,
    TableId: text,
    AttributeDefinitions: listOf(z.looseObject({ AttributeName: text, AttributeType: text })),
    KeySchema: keySchema,
    BillingMode: text,
    ProvisionedThroughput: throughput,
    OnDemandThroughput: struct({ MaxReadRequestUnits: number, MaxWriteRequestUnits: number }),
    GlobalSecondaryIndexes: listOf(index),
    LocalSecondaryIndexes: listOf(index),
    DeletionProtectionEnabled: flag,
    SSESpecification: struct({ SSEEnabled: flag, SSEType: text, KMSMasterKeyId: text }),
    StreamSpecification: struct({ StreamViewType: text }),
    StreamArn: text,
    KinesisStreamSpecification: struct({ StreamArn: text }),
    TableClass: text,
    PointInTimeRecoverySpecification: struct({
      PointInTimeRecoveryEnabled: flag,
      RecoveryPeriodInDays: number,
    }),
    TimeToLiveSpecification: struct({ Enabled: flag, AttributeName: text }),
    ResourcePolicy: struct({ PolicyDocument: document }),
    Replicas: listOf(z.looseObject({ RegionName: text, KMSMasterKeyId: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'StreamArn', 'CreationDateTime'],
    writeOnlyPaths: ['ImportSourceSpecification'],
    createOnlyPaths: ['ImportSourceSpecification', 'KeySchema', 'TableName'],
    defaultPaths: {
      BillingMode: 'PROVISIONED',
      DeletionProtectionEnabled: false,
      'ContributorInsightsSpecification.Enabled': false,
      'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': false,
      'PointInTimeRecoverySpecification.RecoveryPeriodInDays': 35,
      'SSESpecification.SSEEnabled': false,
      'TimeToLiveSpecification.Enabled': false,
      TableClass: 'STANDARD',
    },
    unorderedScalarPaths: [
      'GlobalSecondaryIndexes.*.Projection.NonKeyAttributes',
      'LocalSecondaryIndexes.*.Projection.NonKeyAttributes',
    ],
    unorderedObjectArrayPaths: [
      'AttributeDefinitions',
      'GlobalSecondaryIndexes',
      'LocalSecondaryIndexes',
      'Replicas',
    ],
    identityKeys: {
      Tags: 'Key',
      AttributeDefinitions: 'AttributeName',
      GlobalSecondaryIndexes: 'IndexName',
      LocalSecondaryIndexes: 'IndexName',
      Replicas: 'RegionName',
    },
  },
});
