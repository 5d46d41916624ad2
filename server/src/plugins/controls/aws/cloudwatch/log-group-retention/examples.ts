import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that keeps for ever', configuration: {} },
    { title: 'that keeps for two years', configuration: { RetentionInDays: 731 } },
  ],
  fail: [{ title: 'that keeps for a month', configuration: { RetentionInDays: 30 }, says: '30 days' }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'RetentionInDays', reason: 'denied', permission: 'logs:DescribeLogGroups' }],
      says: 'logs:DescribeLogGroups',
    },
  ],
});
