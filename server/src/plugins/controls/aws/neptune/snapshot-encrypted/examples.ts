import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: true, Engine: 'neptune' },
    },
  ],
  fail: [
    {
      title: 'that is not encrypted',
      configuration: { DBClusterSnapshotIdentifier: 's', StorageEncrypted: false, Engine: 'neptune' },
    },
  ],
  unknown: [
    {
      title: 'whose StorageEncrypted nobody could read',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'neptune' },
      unreadable: [
        { path: 'StorageEncrypted', reason: 'denied', permission: 'rds:DescribeDBClusterSnapshots' },
      ],
    },
    {
      title: 'of which RDS does not say it',
      configuration: { DBClusterSnapshotIdentifier: 's', Engine: 'neptune' },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'postgres' } }],
});
