import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with encryption',
      configuration: { Encrypted: true, KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
      says: 'key/k',
    },
  ],
  fail: [
    { title: 'without encryption', configuration: { Encrypted: false } },
    { title: 'that says nothing of encryption', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose encryption could not be read',
      configuration: {},
      unreadable: [
        { path: 'Encrypted', reason: 'failed', permission: 'elasticfilesystem:DescribeFileSystems' },
      ],
    },
  ],
});
