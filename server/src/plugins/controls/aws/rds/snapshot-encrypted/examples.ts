import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of an instance, encrypted',
      configuration: { DBSnapshotIdentifier: 's', Encrypted: true, Engine: 'aurora-mysql' },
    },
    {
      title: 'of a cluster, encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: true, Engine: 'aurora-mysql' },
    },
  ],
  fail: [
    {
      title: 'that is not encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: false, Engine: 'aurora-mysql' },
    },
  ],
  unknown: [
    {
      title: 'whose StorageEncrypted nobody could read',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'aurora-mysql' },
      unreadable: [
        { path: 'StorageEncrypted', reason: 'denied', permission: 'rds:DescribeDBClusterSnapshots' },
      ],
    },
    {
      title: 'of which RDS does not say it',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'aurora-mysql' },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
