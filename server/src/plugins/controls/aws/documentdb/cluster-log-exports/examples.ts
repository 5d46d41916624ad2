import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that exports its log',
      configuration: { Engine: 'docdb', EnableCloudwatchLogsExports: ['audit'] },
    },
  ],
  fail: [
    { title: 'without exports', configuration: { Engine: 'docdb' } },
    {
      title: 'with another log only',
      configuration: { Engine: 'docdb', EnableCloudwatchLogsExports: ['slowquery'] },
      says: '"audit"',
    },
  ],
  unknown: [
    {
      title: 'whose EnableCloudwatchLogsExports nobody could read',
      configuration: { Engine: 'docdb' },
      unreadable: [
        { path: 'EnableCloudwatchLogsExports', reason: 'denied', permission: 'rds:DescribeDBClusters' },
      ],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
