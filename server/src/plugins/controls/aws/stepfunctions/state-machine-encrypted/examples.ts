import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key',
      configuration: { EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: 'arn' } },
    },
  ],
  fail: [{ title: 'without', configuration: { EncryptionConfiguration: { Type: 'AWS_OWNED_KEY' } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'EncryptionConfiguration', reason: 'denied', permission: 'states:DescribeStateMachine' },
      ],
      says: 'states:DescribeStateMachine',
    },
  ],
});
