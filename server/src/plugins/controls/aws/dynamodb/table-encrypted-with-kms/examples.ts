import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a KMS key',
      configuration: {
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
        },
      },
      says: 'key/k',
    },
  ],
  fail: [
    { title: 'with the default encryption', configuration: {} },
    {
      title: 'whose key was switched off',
      configuration: { SSESpecification: { SSEEnabled: false, SSEType: 'KMS' } },
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'SSESpecification', reason: 'denied', permission: 'dynamodb:DescribeTable' }],
    },
  ],
});
