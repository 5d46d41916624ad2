import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a KMS key', configuration: { KmsMasterKeyId: 'alias/data', SqsManagedSseEnabled: false } },
    { title: 'with keys of SQS', configuration: { SqsManagedSseEnabled: true } },
  ],
  fail: [{ title: 'without encryption', configuration: { SqsManagedSseEnabled: false } }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: {},
      unreadable: [{ path: 'KmsMasterKeyId', reason: 'denied', permission: 'sqs:GetQueueAttributes' }],
    },
  ],
});
