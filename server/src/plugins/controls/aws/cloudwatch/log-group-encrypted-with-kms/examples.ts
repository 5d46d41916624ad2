import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a key', configuration: { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/a' } }],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'KmsKeyId', reason: 'denied', permission: 'logs:DescribeLogGroups' }],
      says: 'logs:DescribeLogGroups',
    },
  ],
});
