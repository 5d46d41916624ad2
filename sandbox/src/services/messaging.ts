import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { StoredQueue, StoredTopic } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function topicWith(call: Call, arn: string | undefined): StoredTopic {
  const found = call.world.region(call.region).topics.get(arn ?? '');
  if (!found) throw awsError('NotFound', 404, 'Topic does not exist');
  return found;
}

const topicsPerPage = 100;

const settableTopicAttributes = new Set([
  'DeliveryPolicy',
  'DisplayName',
  'Policy',
  'TracingConfig',
  'KmsMasterKeyId',
  'SignatureVersion',
]);

function isPolicy(text: string): boolean {
  try {
    const document = JSON.parse(text) as { Statement?: unknown } | null;
    return [document?.Statement ?? []].flat().length > 0;
  } catch {
    return false;
  }
}

export const snsOperations: Operations<typeof import('@aws-sdk/client-sns')> = {
  ListTopics: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).topics, {
      token: input.NextToken,
      max: undefined,
      usual: topicsPerPage,
      largest: topicsPerPage,
      invalidToken: () => awsError('InvalidParameter', 400, 'Invalid parameter: NextToken'),
    });
    return {
      Topics: items.map(({ TopicArn }) => ({ TopicArn })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  GetTopicAttributes: (input, call) => ({ Attributes: topicWith(call, input.TopicArn).attributes }),

  SetTopicAttributes: (input, call) => {
    const topic = topicWith(call, input.TopicArn);
    const name = input.AttributeName ?? '';
    const value = input.AttributeValue ?? '';
    if (!settableTopicAttributes.has(name))
      throw awsError('InvalidParameter', 400, 'Invalid parameter: AttributeName');
    if (name === 'Policy' && !isPolicy(value))
      throw awsError('InvalidParameter', 400, 'Invalid parameter: Policy Error: null');
    if (value === '') delete topic.attributes[name];
    else topic.attributes[name] = value;
    call.world.region(call.region).topics.put(topic);
    return {};
  },

  ListTagsForResource: (input, call) => ({ Tags: tagList(topicWith(call, input.ResourceArn).tags) }),

  ListSubscriptionsByTopic: (input, call) => ({
    Subscriptions: topicWith(call, input.TopicArn).subscriptions.map((one) => ({
      SubscriptionArn: one.arn,
      Owner: call.world.accountId,
      Protocol: one.protocol,
      Endpoint: one.endpoint,
      TopicArn: input.TopicArn,
    })),
  }),
};

function queueAt(call: Call, url: string | undefined): StoredQueue {
  const found = call.world.region(call.region).queues.get(url?.split('/').at(-1) ?? '');
  if (!found) {
    throw awsError(
      'com.amazonaws.sqs#QueueDoesNotExist',
      400,
      'The specified queue does not exist.',
      {},
      { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
    );
  }
  return found;
}

const sqsError = (name: string, message: string) =>
  awsError(`com.amazonaws.sqs#${name}`, 400, message, {}, { 'x-amzn-query-error': `${name};Sender` });

const settableQueueAttributes = new Set([
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
]);

/** The waiting messages of a queue: never the same number twice. */
function movingCounts(): Record<string, string> {
  const waiting = Math.floor(Date.now() / 1000) % 97;
  return {
    ApproximateNumberOfMessages: String(waiting),
    ApproximateNumberOfMessagesNotVisible: String(waiting % 7),
    ApproximateNumberOfMessagesDelayed: '0',
  };
}

export const sqsOperations: Operations<typeof import('@aws-sdk/client-sqs')> = {
  ListQueues: (input, call) => {
    const table = call.world.region(call.region).queues;
    const prefix = input.QueueNamePrefix;
    const { items, next } = pageOf(
      prefix ? table.all().filter((queue) => queue.name.startsWith(prefix)) : table,
      {
        token: input.NextToken,
        max: input.MaxResults,
        usual: 1000,
        largest: 1000,
        invalidToken: () => awsError('InvalidParameterValue', 400, 'The NextToken is not valid.'),
      },
    );
    if (items.length === 0) return {};
    // Without MaxResults SQS answers with the first thousand and no token.
    return {
      QueueUrls: items.map((queue) => `${call.endpoint}/${call.world.accountId}/${queue.name}`),
      ...(next === undefined || input.MaxResults === undefined ? {} : { NextToken: next }),
    };
  },

  GetQueueUrl: (input, call) => ({
    QueueUrl: `${call.endpoint}/${call.world.accountId}/${queueAt(call, input.QueueName).name}`,
  }),

  GetQueueAttributes: (input, call) => {
    const queue = queueAt(call, input.QueueUrl);
    const all: Record<string, string> = { ...queue.attributes, ...movingCounts() };
    const wanted: string[] = input.AttributeNames ?? [];
    if (wanted.includes('All')) return { Attributes: all };
    const chosen = Object.entries(all).filter(([name]) => wanted.includes(name));
    return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
  },

  SetQueueAttributes: (input, call) => {
    const queue = queueAt(call, input.QueueUrl);
    for (const [name, value] of Object.entries(input.Attributes ?? {})) {
      if (!settableQueueAttributes.has(name))
        throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
      // An empty policy is how a policy is taken away.
      if (name === 'Policy' && value !== '' && !isPolicy(value))
        throw sqsError('InvalidAttributeValue', 'Invalid value for the parameter Policy.');
    }
    for (const [name, value] of Object.entries(input.Attributes ?? {})) {
      if (value === '') delete queue.attributes[name];
      else queue.attributes[name] = value;
    }
    call.world.region(call.region).queues.put(queue);
    return {};
  },

  ListQueueTags: (input, call) => {
    const { tags } = queueAt(call, input.QueueUrl);
    return Object.keys(tags).length > 0 ? { Tags: tags } : {};
  },
};
