import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that asks', configuration: { AutoAcceptSharedAttachments: 'disable' } }],
  fail: [{ title: 'that does not ask', configuration: { AutoAcceptSharedAttachments: 'enable' } }],
  unknown: [
    {
      title: 'where AutoAcceptSharedAttachments could not be read',
      configuration: {},
      unreadable: [
        { path: 'AutoAcceptSharedAttachments', reason: 'denied', permission: 'ec2:DescribeTransitGateways' },
      ],
      says: 'ec2:DescribeTransitGateways',
    },
  ],
});
