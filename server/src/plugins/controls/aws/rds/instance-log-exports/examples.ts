import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of PostgreSQL with its log',
      configuration: { Engine: 'postgres', EnableCloudwatchLogsExports: ['postgresql'] },
    },
    {
      title: 'of MySQL with its error log',
      configuration: { Engine: 'mysql', EnableCloudwatchLogsExports: ['error', 'slowquery'] },
    },
  ],
  fail: [
    { title: 'without any export', configuration: { Engine: 'postgres' } },
    {
      title: 'of PostgreSQL with another log only',
      configuration: { Engine: 'postgres', EnableCloudwatchLogsExports: ['upgrade'] },
      says: 'postgresql',
    },
  ],
  unknown: [
    {
      title: 'whose EnableCloudwatchLogsExports nobody could read',
      configuration: { Engine: 'postgres' },
      unreadable: [
        { path: 'EnableCloudwatchLogsExports', reason: 'denied', permission: 'rds:DescribeDBInstances' },
      ],
    },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
