import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a key', configuration: { KmsMasterKeyId: 'alias/aws/sns' }, says: 'alias/aws/sns' }],
  fail: [{ title: 'without a key', configuration: {} }],
  unknown: [
    {
      title: 'whose attributes were denied',
      configuration: {},
      unreadable: [{ path: 'KmsMasterKeyId', reason: 'denied', permission: 'sns:GetTopicAttributes' }],
    },
  ],
});
