import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that exports its log',
      configuration: { Engine: 'aurora-postgresql', EnableCloudwatchLogsExports: ['postgresql'] },
    },
  ],
  fail: [
    { title: 'without exports', configuration: { Engine: 'aurora-postgresql' } },
    {
      title: 'with another log only',
      configuration: { Engine: 'aurora-postgresql', EnableCloudwatchLogsExports: ['slowquery'] },
      says: '"postgresql"',
    },
  ],
  unknown: [
    {
      title: 'whose EnableCloudwatchLogsExports nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [
        { path: 'EnableCloudwatchLogsExports', reason: 'denied', permission: 'rds:DescribeDBClusters' },
      ],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
