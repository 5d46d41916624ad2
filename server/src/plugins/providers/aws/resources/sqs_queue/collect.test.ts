import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { sqsQueueCollector as collector } from './collect.ts';

const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo';
const attributes = {
  QueueArn: 'arn:aws:sqs:us-east-1:123456789012:orders.fifo',
  ApproximateNumberOfMessages: '7',
  LastModifiedTimestamp: '1546819890',
  VisibilityTimeout: '30',
  MaximumMessageSize: '262144',
  SqsManagedSseEnabled: 'true',
  FifoQueue: 'true',
  DeduplicationScope: 'queue',
  Policy: '{"Statement":[{"Principal":"*"}]}',
  RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead","maxReceiveCount":3}',
};
const recorded: RecordedResponses = {
  'sqs:ListQueues': { QueueUrls: [url] },
  'sqs:GetQueueAttributes': { Attributes: attributes },
  'sqs:ListQueueTags': { Tags: { team: 'shop' } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no queue was collected');
  return observed;
}

describe('the SQS queue collector', () => {
  it('turns the text attributes of SQS into the types of the CloudFormation schema', async () => {
    const queue = await collectOne();
    expect(queue).toMatchObject({ externalId: attributes.QueueArn, name: 'orders.fifo', unreadable: [] });
    expect(queue.configuration).toEqual({
      QueueName: 'orders.fifo',
      QueueUrl: url,
      Arn: attributes.QueueArn,
      VisibilityTimeout: 30,
      MaximumMessageSize: 262144,
      SqsManagedSseEnabled: true,
      FifoQueue: true,
      DeduplicationScope: 'queue',
      Policy: { Statement: [{ Principal: '*' }] },
      RedrivePolicy: {
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead',
        maxReceiveCount: 3,
      },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('sees no change in arriving messages', async () => {
    const busy = { ...attributes, ApproximateNumberOfMessages: '900', LastModifiedTimestamp: '1646819890' };
    expect(await collectOne({ 'sqs:GetQueueAttributes': { Attributes: busy } })).toEqual(await collectOne());
  });

  it('keeps the identity of a queue whose attributes are denied', async () => {
    const queue = await collectOne({ 'sqs:GetQueueAttributes': { error: 'AccessDenied', status: 403 } });
    expect(queue.externalId).toBe(attributes.QueueArn);
    expect(queue.unreadable.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Policy', 'SqsManagedSseEnabled', 'KmsMasterKeyId']),
    );
  });
});
