import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a KMS key',
      configuration: {
        EncryptionConfiguration: {
          EncryptionType: 'KMS',
          KmsKey: 'arn:aws:kms:us-east-1:111122223333:key/k',
        },
      },
    },
  ],
  fail: [
    { title: 'with keys of S3', configuration: { EncryptionConfiguration: { EncryptionType: 'AES256' } } },
    { title: 'with the default', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose encryption could not be read',
      configuration: {},
      unreadable: [
        { path: 'EncryptionConfiguration', reason: 'failed', permission: 'ecr:DescribeRepositories' },
      ],
    },
  ],
});
