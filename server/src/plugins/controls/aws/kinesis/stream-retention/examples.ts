import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that keeps a week', configuration: { RetentionPeriodHours: 168 } }],
  fail: [{ title: 'that keeps a day', configuration: { RetentionPeriodHours: 24 }, says: '24 hours' }],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [
        { path: 'RetentionPeriodHours', reason: 'denied', permission: 'kinesis:DescribeStreamSummary' },
      ],
    },
  ],
});
