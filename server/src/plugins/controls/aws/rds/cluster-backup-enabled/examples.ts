import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with 14 days', configuration: { Engine: 'aurora-postgresql', BackupRetentionPeriod: 14 } },
  ],
  fail: [
    {
      title: 'with one day',
      configuration: { Engine: 'aurora-postgresql', BackupRetentionPeriod: 1 },
      says: '1 day.',
    },
    { title: 'that says nothing, which means one day', configuration: { Engine: 'aurora-postgresql' } },
  ],
  unknown: [
    {
      title: 'whose BackupRetentionPeriod nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [{ path: 'BackupRetentionPeriod', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
