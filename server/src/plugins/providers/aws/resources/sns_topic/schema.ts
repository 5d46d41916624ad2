import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, tags, text } from '../../shapes/schema-parts.ts';

export const snsTopicType = defineResourceType({
  type: 'sns_topic',
  vendorType: 'AWS::SNS::Topic',
  provider: 'aws',
  title: 'SNS topic',
  service: 'sns',
  aliases: ['sns', 'topic'],
  schema: z.looseObject({
    TopicName: text,
    TopicArn: text,
    Owner: text,
    DisplayName: text,
    KmsMasterKeyId: text,
    FifoTopic: flag,
    FifoThroughputScope: text,
    ContentBasedDeduplication: flag,
    SignatureVersion: text,
    TracingConfig: text,
    ArchivePolicy: document,
    DeliveryPolicy: document,
    DeliveryStatusLogging: listOf(
      z.looseObject({
        Protocol: text,
        SuccessFeedbackRoleArn: text,
        SuccessFeedbackSampleRate: text,
        FailureFeedbackRoleArn: text,
      }),
    ),
    /** AWS::SNS::TopicPolicy, under the name of the topic's own attribute. */
    Policy: document,
    /** `Confirmed` is false as long as nobody at the endpoint has agreed: nothing is delivered until then. */
    Subscription: listOf(z.looseObject({ Protocol: text, Endpoint: text, Confirmed: flag })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['TopicArn', 'Owner', 'Subscription.*.Confirmed'],
    createOnlyPaths: ['FifoTopic', 'TopicName'],
    defaultPaths: {
      ContentBasedDeduplication: false,
      DisplayName: '',
      FifoTopic: false,
      SignatureVersion: '1',
      TracingConfig: 'PassThrough',
    },
    unorderedObjectArrayPaths: ['DeliveryStatusLogging', 'Subscription'],
    identityKeys: {
      Tags: 'Key',
      DeliveryStatusLogging: 'Protocol',
      Subscription: ['Protocol', 'Endpoint'],
    },
  },
});
