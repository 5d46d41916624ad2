import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const arn = 'arn:aws:sqs:us-east-1:111122223333:orders-dead';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a dead-letter queue',
      configuration: { RedrivePolicy: { deadLetterTargetArn: arn, maxReceiveCount: 5 } },
      says: 'orders-dead',
    },
  ],
  fail: [{ title: 'without one', configuration: { Arn: 'arn:aws:sqs:us-east-1:111122223333:orders' } }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: {},
      unreadable: [{ path: 'RedrivePolicy', reason: 'denied', permission: 'sqs:GetQueueAttributes' }],
    },
  ],
  not_applicable: [
    {
      title: 'that is a dead-letter queue',
      configuration: { Arn: arn },
      surroundings: {
        queues: [{ name: 'orders', configuration: { RedrivePolicy: { deadLetterTargetArn: arn } } }],
      },
      says: 'orders',
    },
  ],
});
