import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with encrypted storage',
      configuration: { StorageEncrypted: true, KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
    },
  ],
  fail: [
    { title: 'without encryption', configuration: { StorageEncrypted: false } },
    { title: 'that says nothing of encryption, which is off unless asked for', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose StorageEncrypted nobody could read',
      configuration: {},
      unreadable: [{ path: 'StorageEncrypted', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
  ],
});
