import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with two weeks', configuration: { BackupRetentionPeriod: 14 } }],
  fail: [
    { title: 'without backups', configuration: { BackupRetentionPeriod: 0 }, says: 'off' },
    { title: 'with one day', configuration: { BackupRetentionPeriod: 1 } },
  ],
  unknown: [
    {
      title: 'whose BackupRetentionPeriod nobody could read',
      configuration: {},
      unreadable: [
        { path: 'BackupRetentionPeriod', reason: 'denied', permission: 'rds:DescribeDBInstances' },
      ],
    },
    { title: 'of which RDS does not say it', configuration: {} },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
