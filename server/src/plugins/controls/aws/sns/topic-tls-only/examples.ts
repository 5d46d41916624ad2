import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const TopicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';
const Policy = {
  Statement: [
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sns:Publish',
      Resource: TopicArn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

export const examples = defineExamples({
  pass: [{ title: 'that denies plain HTTP', configuration: { TopicArn, Policy } }],
  fail: [{ title: 'without a policy', configuration: { TopicArn } }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: { TopicArn },
      unreadable: [{ path: 'Policy', reason: 'denied', permission: 'sns:GetTopicAttributes' }],
    },
  ],
});
