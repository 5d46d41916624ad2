import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that exports its log',
      configuration: { Engine: 'neptune', EnableCloudwatchLogsExports: ['audit'] },
    },
  ],
  fail: [
    { title: 'without exports', configuration: { Engine: 'neptune' } },
    {
      title: 'with another log only',
      configuration: { Engine: 'neptune', EnableCloudwatchLogsExports: ['slowquery'] },
      says: '"audit"',
    },
  ],
  unknown: [
    {
      title: 'whose EnableCloudwatchLogsExports nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [
        { path: 'EnableCloudwatchLogsExports', reason: 'denied', permission: 'rds:DescribeDBClusters' },
      ],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
