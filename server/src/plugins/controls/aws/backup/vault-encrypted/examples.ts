import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key',
      configuration: { EncryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' },
      says: 'key/k',
    },
  ],
  fail: [{ title: 'without a key', configuration: {} }],
  unknown: [
    {
      title: 'whose key could not be read',
      configuration: {},
      unreadable: [{ path: 'EncryptionKeyArn', reason: 'failed', permission: 'backup:ListBackupVaults' }],
    },
  ],
});
