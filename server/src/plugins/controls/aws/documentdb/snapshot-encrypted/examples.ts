import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: true, Engine: 'docdb' },
    },
  ],
  fail: [
    {
      title: 'that is not encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: false, Engine: 'docdb' },
    },
  ],
  unknown: [
    {
      title: 'whose StorageEncrypted nobody could read',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'docdb' },
      unreadable: [
        { path: 'StorageEncrypted', reason: 'denied', permission: 'rds:DescribeDBClusterSnapshots' },
      ],
    },
    {
      title: 'of which RDS does not say it',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'docdb' },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'postgres' } }],
});
