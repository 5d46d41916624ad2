import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, number, tags, text } from '../../shapes/schema-parts.ts';

export const sqsQueueType = defineResourceType({
  type: 'sqs_queue',
  vendorType: 'AWS::SQS::Queue',
  provider: 'aws',
  title: 'SQS queue',
  service: 'sqs',
  aliases: ['sqs', 'queue'],
  schema: z.looseObject({
    QueueName: text,
    QueueUrl: text,
    Arn: text,
    DelaySeconds: number,
    MaximumMessageSize: number,
    MessageRetentionPeriod: number,
    ReceiveMessageWaitTimeSeconds: number,
    VisibilityTimeout: number,
    KmsMasterKeyId: text,
    KmsDataKeyReusePeriodSeconds: number,
    SqsManagedSseEnabled: flag,
    FifoQueue: flag,
    ContentBasedDeduplication: flag,
    DeduplicationScope: text,
    FifoThroughputLimit: text,
    RedrivePolicy: document,
    RedriveAllowPolicy: document,
    /** AWS::SQS::QueuePolicy, under the name of the queue's own attribute. */
    Policy: document,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'QueueUrl', 'CreatedTimestamp'],
    createOnlyPaths: ['FifoQueue', 'QueueName'],
    defaultPaths: {
      ContentBasedDeduplication: false,
      DelaySeconds: 0,
      FifoQueue: false,
      KmsDataKeyReusePeriodSeconds: 300,
      MessageRetentionPeriod: 345600,
      ReceiveMessageWaitTimeSeconds: 0,
      VisibilityTimeout: 30,
    },
    identityKeys: { Tags: 'Key' },
  },
});
