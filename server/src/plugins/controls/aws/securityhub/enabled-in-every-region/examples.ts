import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'where it is enabled', configuration: { Enabled: true } }],
  fail: [{ title: 'where it is not', configuration: { Enabled: false } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Enabled', reason: 'denied', permission: 'securityhub:DescribeHub' }],
      says: 'securityhub:DescribeHub',
    },
  ],
});
