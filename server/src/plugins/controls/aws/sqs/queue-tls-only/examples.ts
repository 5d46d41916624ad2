import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const Arn = 'arn:aws:sqs:us-east-1:111122223333:orders';
const Policy = {
  Statement: [
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: Arn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

export const examples = defineExamples({
  pass: [{ title: 'that denies plain HTTP', configuration: { Arn, Policy } }],
  fail: [{ title: 'without a policy', configuration: { Arn } }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: { Arn },
      unreadable: [{ path: 'Policy', reason: 'denied', permission: 'sqs:GetQueueAttributes' }],
    },
  ],
});
