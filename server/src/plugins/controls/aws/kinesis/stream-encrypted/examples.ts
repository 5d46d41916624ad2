import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key',
      configuration: { StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' } },
    },
  ],
  fail: [{ title: 'without encryption', configuration: {} }],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [
        { path: 'StreamEncryption', reason: 'denied', permission: 'kinesis:DescribeStreamSummary' },
      ],
    },
  ],
});
