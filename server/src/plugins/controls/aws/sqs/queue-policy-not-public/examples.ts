import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (Condition?: JsonObject) => ({
  Policy: {
    Statement: [
      {
        Sid: 'Send',
        Effect: 'Allow',
        Principal: '*',
        Action: 'sqs:SendMessage',
        Resource: '*',
        ...(Condition && { Condition }),
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'that one topic may fill',
      configuration: allowing({
        ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:orders' },
      }),
    },
    { title: 'without a policy', configuration: {} },
  ],
  fail: [
    { title: 'that everybody may fill', configuration: allowing(), says: 'sqs:sendmessage' },
    {
      title: 'with a condition that anybody can meet',
      configuration: allowing({ Bool: { 'aws:SecureTransport': 'true' } }),
    },
  ],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: {},
      unreadable: [{ path: 'Policy', reason: 'denied', permission: 'sqs:GetQueueAttributes' }],
    },
  ],
});
