import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that delivers over TLS',
      configuration: { Subscription: [{ Protocol: 'https', Endpoint: 'https://example.com' }] },
    },
    { title: 'without subscriptions', configuration: {} },
  ],
  fail: [
    {
      title: 'that delivers over HTTP',
      configuration: {
        Subscription: [{ Protocol: 'http', Endpoint: 'http://example.com' }, { Protocol: 'sqs' }],
      },
      says: '1',
    },
  ],
  unknown: [
    {
      title: 'whose subscriptions were denied',
      configuration: {},
      unreadable: [{ path: 'Subscription', reason: 'denied', permission: 'sns:ListSubscriptionsByTopic' }],
    },
  ],
});
