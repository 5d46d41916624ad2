import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { snsTopicType } from '../../../providers/aws/resources/sns_topic/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-sns-close-topics',
  version: 1,
  title: 'Close topics to strangers',
  kind: 'security',
  resource: snsTopicType,
  per: 'resource',
  controls: [
    'aws-sns-topic-policy-not-public',
    'aws-sns-topic-delivers-over-tls',
    'aws-sns-topic-tls-only',
    'aws-sns-topic-encrypted',
  ],
  driftAttributes: ['Policy', 'Subscription', 'KmsMasterKeyId'],
  exposure: 'unknown',
  effortMinutes: 30,
  references: [],
  advise({ resources: [topic] }) {
    const arn = topic.configuration.TopicArn ?? topic.externalId;
    const plain = (topic.configuration.Subscription ?? []).filter(
      ({ Protocol: protocol }) => protocol === 'http',
    );
    return {
      title: `Close the topic ${topic.name} to strangers`,
      explanation: `${counted(topic.fails.size + topic.drifts.length, 'finding')} about ${topic.name}: who may publish and subscribe, and how messages travel${plain.length > 0 ? `; ${counted(plain.length, 'subscription')} ${plain.length === 1 ? 'gets' : 'get'} them by plain HTTP` : ''}.`,
      steps: [
        {
          text: 'Read the policy and the subscriptions.',
          commands: [
            cli`aws sns get-topic-attributes${inRegion(topic)} --topic-arn ${arn}`,
            cli`aws sns list-subscriptions-by-topic${inRegion(topic)} --topic-arn ${arn}`,
          ],
        },
        ...(topic.fails.has('aws-sns-topic-policy-not-public')
          ? [
              {
                text: 'Name who may publish and subscribe, with aws:SourceArn for services; end subscriptions that nobody knows.',
              },
            ]
          : []),
        ...(plain.length > 0 ? [{ text: 'Subscribe the same receivers by https and end the others.' }] : []),
        ...(topic.fails.has('aws-sns-topic-encrypted')
          ? [
              {
                text: 'Encrypt messages at rest.',
                commands: [
                  cli`aws sns set-topic-attributes${inRegion(topic)} --topic-arn ${arn} --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns`,
                ],
              },
            ]
          : []),
      ],
      impact: 'Messages come from known senders and reach known receivers, unread by others.',
      sideEffects: topic.fails.has('aws-sns-topic-encrypted')
        ? [
            'Services such as S3 and CloudWatch cannot publish with the key of AWS: for them take a key of your own that names them.',
          ]
        : [],
    };
  },
  examples: [
    {
      title: 'a topic without a key',
      resources: [
        {
          name: 'news',
          configuration: {
            TopicArn: 'arn:aws:sns:us-east-1:111122223333:news',
            Subscription: [{ Protocol: 'http', Endpoint: 'http://x' }],
          },
          fails: ['aws-sns-topic-encrypted', 'aws-sns-topic-delivers-over-tls'],
        },
      ],
      says: [
        '--topic-arn arn:aws:sns:us-east-1:111122223333:news --attribute-name KmsMasterKeyId',
        '1 subscription gets',
      ],
    },
  ],
});
