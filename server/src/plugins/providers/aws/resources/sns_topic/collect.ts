import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { redactEndpoint } from '../../shapes/redact-endpoint.ts';
import { snsTopicType } from './schema.ts';

export const snsTopicCollector = defineCollector<AwsSession>({
  resource: snsTopicType,
  scope: 'regional',
  lists: [{ operation: 'sns:ListTopics', permission: 'sns:ListTopics' }],
  details: [
    {
      operation: 'sns:GetTopicAttributes',
      permission: 'sns:GetTopicAttributes',
      paths: [
        'ArchivePolicy',
        'ContentBasedDeduplication',
        'DeliveryPolicy',
        'DeliveryStatusLogging',
        'DisplayName',
        'FifoThroughputScope',
        'FifoTopic',
        'KmsMasterKeyId',
        'Policy',
        'SignatureVersion',
        'TracingConfig',
      ],
    },
    {
      operation: 'sns:ListSubscriptionsByTopic',
      permission: 'sns:ListSubscriptionsByTopic',
      paths: ['Subscription'],
    },
    { operation: 'sns:ListTagsForResource', permission: 'sns:ListTagsForResource', paths: ['Tags'] },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(topicArns(session), (arn) => observeTopic(session, arn));
  },
});

async function* topicArns(session: AwsSession): AsyncIterable<string> {
  for await (const page of session.pages('sns', 'ListTopics', {})) {
    for (const topic of page.Topics ?? []) yield topic.TopicArn ?? '';
  }
}

async function observeTopic(session: AwsSession, arn: string): Promise<ObservedResource> {
  const [attributes, subscriptions, tags] = await Promise.all([
    session.detail('sns', 'GetTopicAttributes', { TopicArn: arn }),
    session.detailPages('sns', 'ListSubscriptionsByTopic', { TopicArn: arn }),
    session.detail('sns', 'ListTagsForResource', { ResourceArn: arn }),
  ]);
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  const draft = draftConfiguration({ TopicName: name, TopicArn: arn });
  const read = draft.take(attributes)?.Attributes;
  if (read !== undefined) setAttributes(draft, read);
  draft.put('Subscription', subscriptions, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.Subscriptions ?? [])
        .map(({ Protocol, Endpoint, SubscriptionArn }) => ({
          Protocol,
          Endpoint: redactEndpoint(Endpoint),
          // Instead of an ARN a subscription has a word (`PendingConfirmation`, `Deleted`) that says why it has none.
          Confirmed: SubscriptionArn?.startsWith('arn:') === true,
        })),
      (subscription) => [subscription.Protocol, subscription.Endpoint],
    ),
  );
  const tagList = (draft.take(tags)?.Tags ?? []).map((tag) => ({
    Key: tag.Key ?? '',
    Value: tag.Value ?? '',
  }));
  return observed(session, draft, { externalId: arn, name, tags: tagList });
}

// Left out: how many subscriptions there are (moves by itself) and EffectiveDeliveryPolicy (what AWS makes of
// DeliveryPolicy).
function setAttributes(draft: Draft, read: Record<string, string>): void {
  const properties = {
    Owner: read.Owner,
    DisplayName: unlessBlank(read.DisplayName),
    KmsMasterKeyId: unlessBlank(read.KmsMasterKeyId),
    FifoTopic: yesNo(read.FifoTopic),
    FifoThroughputScope: unlessBlank(read.FifoThroughputScope),
    ContentBasedDeduplication: yesNo(read.ContentBasedDeduplication),
    SignatureVersion: unlessBlank(read.SignatureVersion),
    TracingConfig: unlessBlank(read.TracingConfig),
    ArchivePolicy: policyDocument(read.ArchivePolicy),
    DeliveryPolicy: policyDocument(read.DeliveryPolicy),
    DeliveryStatusLogging: deliveryStatusLogging(read),
    Policy: policyDocument(read.Policy),
  };
  for (const [property, value] of Object.entries(properties)) draft.set(property, value);
}

/** CloudFormation's protocol and the prefix of the API's attributes. */
const loggedProtocols = [
  ['application', 'Application'],
  ['firehose', 'Firehose'],
  ['http/s', 'HTTP'],
  ['lambda', 'Lambda'],
  ['sqs', 'SQS'],
] as const;

function deliveryStatusLogging(read: Record<string, string>) {
  const entries = loggedProtocols.flatMap(([Protocol, prefix]) => {
    const roles = unlessEmpty({
      SuccessFeedbackRoleArn: unlessBlank(read[`${prefix}SuccessFeedbackRoleArn`]),
      FailureFeedbackRoleArn: unlessBlank(read[`${prefix}FailureFeedbackRoleArn`]),
    });
    // A sample rate without a role logs nothing; the API answers it for every protocol.
    if (roles === undefined) return [];
    return [{ Protocol, ...roles, SuccessFeedbackSampleRate: read[`${prefix}SuccessFeedbackSampleRate`] }];
  });
  return entries.length === 0 ? undefined : entries;
}

function yesNo(value: string | undefined): boolean | undefined {
  return value === undefined || value === '' ? undefined : value.toLowerCase() === 'true';
}
