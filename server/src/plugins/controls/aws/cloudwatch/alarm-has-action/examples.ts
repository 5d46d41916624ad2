import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that tells a topic',
      configuration: { AlarmActions: ['arn:aws:sns:us-east-1:111122223333:alerts'] },
    },
  ],
  fail: [{ title: 'without an action', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'AlarmActions', reason: 'denied', permission: 'cloudwatch:DescribeAlarms' }],
      says: 'cloudwatch:DescribeAlarms',
    },
  ],
});
