import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { snsTopicCollector as collector } from './collect.ts';

const arn = 'arn:aws:sns:us-east-1:123456789012:alerts';
const recorded: RecordedResponses = {
  'sns:ListTopics': { Topics: [{ TopicArn: arn }] },
  'sns:GetTopicAttributes': {
    Attributes: {
      TopicArn: arn,
      Owner: '123456789012',
      DisplayName: '',
      Policy: '{"Statement":[{"Principal":{"AWS":"*"}}]}',
      KmsMasterKeyId: 'alias/aws/sns',
      SubscriptionsConfirmed: '2',
      EffectiveDeliveryPolicy: '{"http":{}}',
      LambdaSuccessFeedbackSampleRate: '0',
      SQSSuccessFeedbackSampleRate: '50',
      SQSSuccessFeedbackRoleArn: 'arn:aws:iam::1:role/feedback',
      FifoTopic: 'false',
    },
  },
  'sns:ListSubscriptionsByTopic': {
    Subscriptions: [
      {
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:us-east-1:123456789012:inbox',
        SubscriptionArn: `${arn}:0b1f`,
      },
      {
        Protocol: 'https',
        Endpoint: 'https://u:p@hooks.example.com/in/T0K3Nabcdefgh12345?key=abc',
        SubscriptionArn: 'PendingConfirmation',
      },
    ],
  },
  'sns:ListTagsForResource': { Tags: [{ Key: 'team', Value: 'ops' }] },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no topic was collected');
  return observed;
}

describe('the SNS topic collector', () => {
  it('shows who may use the topic, how it is encrypted and where messages go', async () => {
    const topic = await collectOne();
    expect(topic).toMatchObject({ externalId: arn, name: 'alerts', tags: { team: 'ops' }, unreadable: [] });
    expect(topic.configuration).toEqual({
      TopicName: 'alerts',
      TopicArn: arn,
      Owner: '123456789012',
      KmsMasterKeyId: 'alias/aws/sns',
      FifoTopic: false,
      DeliveryStatusLogging: [
        {
          Protocol: 'sqs',
          SuccessFeedbackRoleArn: 'arn:aws:iam::1:role/feedback',
          SuccessFeedbackSampleRate: '50',
        },
      ],
      Policy: { Statement: [{ Principal: { AWS: '*' } }] },
      Subscription: [
        {
          Protocol: 'https',
          Endpoint: 'https://hooks.example.com/in/redacted?redacted',
          Confirmed: false,
        },
        { Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:123456789012:inbox', Confirmed: true },
      ],
      Tags: [{ Key: 'team', Value: 'ops' }],
    });
  });

  it('does not take a denied policy for no policy', async () => {
    const topic = await collectOne({
      'sns:GetTopicAttributes': { error: 'AuthorizationError', status: 403 },
    });
    expect(topic.configuration).not.toHaveProperty('Policy');
    expect(topic.unreadable).toContainEqual(
      expect.objectContaining({ path: 'Policy', reason: 'denied', permission: 'sns:GetTopicAttributes' }),
    );
  });
});
