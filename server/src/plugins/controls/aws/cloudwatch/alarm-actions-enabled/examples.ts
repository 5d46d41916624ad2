import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with its actions on', configuration: { ActionsEnabled: true } },
    { title: 'that says nothing of it, which means on', configuration: {} },
  ],
  fail: [{ title: 'that was muted', configuration: { ActionsEnabled: false } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'ActionsEnabled', reason: 'denied', permission: 'cloudwatch:DescribeAlarms' }],
      says: 'cloudwatch:DescribeAlarms',
    },
  ],
});
