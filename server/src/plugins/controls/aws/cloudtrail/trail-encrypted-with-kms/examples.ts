import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a key', configuration: { KMSKeyId: 'arn:aws:kms:us-east-1:111122223333:key/a' } }],
  fail: [{ title: 'without a key', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'KMSKeyId', reason: 'denied', permission: 'cloudtrail:DescribeTrails' }],
      says: 'cloudtrail:DescribeTrails',
    },
  ],
});
