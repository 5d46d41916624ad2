import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { sqsQueueType } from './schema.ts';

const numbers = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];
const flags = ['ContentBasedDeduplication', 'FifoQueue', 'SqsManagedSseEnabled'];
const texts = ['CreatedTimestamp', 'DeduplicationScope', 'FifoThroughputLimit', 'KmsMasterKeyId'];
const documents = ['Policy', 'RedriveAllowPolicy', 'RedrivePolicy'];

export const sqsQueueCollector = defineCollector<AwsSession>({
  resource: sqsQueueType,
  scope: 'regional',
  lists: [{ operation: 'sqs:ListQueues', permission: 'sqs:ListQueues' }],
  details: [
    {
      operation: 'sqs:GetQueueAttributes',
      permission: 'sqs:GetQueueAttributes',
      paths: [...numbers, ...flags, ...texts, ...documents],
    },
    { operation: 'sqs:ListQueueTags', permission: 'sqs:ListQueueTags', paths: ['Tags'] },
  ],
  one: (arn) => {
    const name = idInArn(arn);
    const isIt = (url: unknown) => String(url).endsWith(`/${name}`);
    return [
      {
        operation: 'sqs:ListQueues',
        input: { QueueNamePrefix: name },
        only: { items: 'QueueUrls', keep: isIt },
      },
    ];
  },
  async *collect(session) {
    yield* session.mapConcurrently(queueUrls(session), (url) => observeQueue(session, url));
  },
});

async function* queueUrls(session: AwsSession): AsyncIterable<string> {
  // Without a page size SQS answers at most 1,000 queues and does not say that there are more.
  for await (const page of session.pages('sqs', 'ListQueues', { MaxResults: 1000 }))
    yield* page.QueueUrls ?? [];
}

async function observeQueue(session: AwsSession, url: string): Promise<ObservedResource> {
  const [attributes, tags] = await Promise.all([
    session.detail('sqs', 'GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] }),
    session.detail('sqs', 'ListQueueTags', { QueueUrl: url }),
  ]);
  // Read from the address, so that the identity of a queue does not depend on what may be read of it.
  const [account, name] = url.split('/').slice(-2);
  const arn = `arn:${session.partition}:sqs:${session.region}:${account || session.accountId}:${name ?? ''}`;
  const draft = draftConfiguration({ QueueName: name, QueueUrl: url, Arn: arn });
  const read = draft.take(attributes)?.Attributes;
  if (read !== undefined) setAttributes(draft, read);
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.Tags });
}

// Left out because they move by themselves: how many messages there are, and LastModifiedTimestamp.
function setAttributes(draft: Draft, read: Record<string, string>): void {
  for (const name of numbers) {
    const value = unlessBlank(read[name]);
    draft.set(name, value === undefined ? undefined : Number(value));
  }
  for (const name of flags) {
    const value = unlessBlank(read[name]);
    draft.set(name, value === undefined ? undefined : value.toLowerCase() === 'true');
  }
  for (const name of texts) draft.set(name, unlessBlank(read[name]));
  for (const name of documents) draft.set(name, policyDocument(read[name]));
}
