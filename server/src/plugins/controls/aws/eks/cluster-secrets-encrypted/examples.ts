import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key',
      configuration: {
        EncryptionConfig: [
          { Resources: ['secrets'], Provider: { KeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' } },
        ],
      },
    },
  ],
  fail: [{ title: 'without a key', configuration: {} }],
  unknown: [
    {
      title: 'whose EncryptionConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'EncryptionConfig', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
