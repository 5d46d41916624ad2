import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key of its own',
      configuration: { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
      says: 'key/k',
    },
  ],
  fail: [
    { title: 'with the default key', configuration: {} },
    { title: 'with the default key by name', configuration: { KmsKeyId: 'alias/aws/secretsmanager' } },
  ],
  unknown: [
    {
      title: 'whose key could not be read',
      configuration: {},
      unreadable: [{ path: 'KmsKeyId', reason: 'failed', permission: 'secretsmanager:ListSecrets' }],
    },
  ],
});
