import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key of its own',
      configuration: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: 'arn:aws:kms:us-east-1:111122223333:key/k',
              },
            },
          ],
        },
      },
      says: 'key/k',
    },
    {
      title: 'with two layers of KMS encryption',
      configuration: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } },
          ],
        },
      },
    },
  ],
  fail: [
    {
      title: 'with keys of S3',
      configuration: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    },
    { title: 'without default encryption', configuration: {} },
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
