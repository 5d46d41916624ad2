import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with keys of S3',
      configuration: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
      says: 'AES256',
    },
  ],
  fail: [
    { title: 'without default encryption', configuration: {} },
    {
      title: 'whose only rule names no algorithm',
      configuration: {
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }] },
      },
    },
  ],
  unknown: [
    {
      title: 'whose encryption was denied',
      configuration: {},
      unreadable: [
        { path: 'BucketEncryption', reason: 'denied', permission: 's3:GetEncryptionConfiguration' },
      ],
    },
  ],
});
