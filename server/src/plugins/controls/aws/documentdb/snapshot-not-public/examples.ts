import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is not shared',
      configuration: {
        Engine: 'docdb',
        DBClusterSnapshotIdentifier: 's',
        DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [] }],
      },
    },
    {
      title: 'that is shared with one account',
      configuration: {
        Engine: 'docdb',
        DBClusterSnapshotIdentifier: 's',
        DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['444455556666'] }],
      },
    },
    {
      title: 'that RDS made by itself',
      configuration: { Engine: 'docdb', DBClusterSnapshotIdentifier: 's', SnapshotType: 'automated' },
    },
  ],
  fail: [
    {
      title: 'that everybody may restore',
      configuration: {
        Engine: 'docdb',
        DBClusterSnapshotIdentifier: 's',
        SnapshotType: 'manual',
        DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }],
      },
    },
  ],
  unknown: [
    {
      title: 'whose DBClusterSnapshotAttributes nobody could read',
      configuration: { Engine: 'docdb', DBClusterSnapshotIdentifier: 's', SnapshotType: 'manual' },
      unreadable: [
        {
          path: 'DBClusterSnapshotAttributes',
          reason: 'denied',
          permission: 'rds:DescribeDBClusterSnapshotAttributes',
        },
      ],
    },
    {
      title: 'without an answer about sharing',
      configuration: { Engine: 'docdb', DBClusterSnapshotIdentifier: 's', SnapshotType: 'manual' },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'postgres' } }],
});
