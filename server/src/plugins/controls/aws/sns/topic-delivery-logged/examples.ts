import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that logs',
      configuration: {
        Subscription: [{ Protocol: 'sqs' }],
        DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: 'r' }],
      },
    },
  ],
  fail: [
    {
      title: 'that logs another protocol',
      configuration: {
        Subscription: [{ Protocol: 'sqs' }, { Protocol: 'https' }],
        DeliveryStatusLogging: [{ Protocol: 'sqs' }],
      },
      says: 'http/s',
    },
  ],
  unknown: [
    {
      title: 'whose subscriptions were denied',
      configuration: {},
      unreadable: [{ path: 'Subscription', reason: 'denied', permission: 'sns:ListSubscriptionsByTopic' }],
    },
  ],
  not_applicable: [
    { title: 'that sends only mail', configuration: { Subscription: [{ Protocol: 'email' }] } },
  ],
});
