import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (Condition?: JsonObject) => ({
  Policy: {
    Statement: [
      {
        Sid: 'Send',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'SNS:Publish',
        Resource: '*',
        ...(Condition && { Condition }),
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'of its own account',
      configuration: allowing({ StringEquals: { 'AWS:SourceOwner': '111122223333' } }),
    },
    { title: 'without a policy', configuration: {} },
  ],
  fail: [{ title: 'that everybody may publish to', configuration: allowing(), says: '"Send"' }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: {},
      unreadable: [{ path: 'Policy', reason: 'denied', permission: 'sns:GetTopicAttributes' }],
    },
  ],
});
