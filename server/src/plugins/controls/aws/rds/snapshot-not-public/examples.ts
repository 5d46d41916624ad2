import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is not shared',
      configuration: {
        Engine: 'postgres',
        DBSnapshotIdentifier: 's',
        DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [] }],
      },
    },
    {
      title: 'that is shared with one account',
      configuration: {
        Engine: 'postgres',
        DBSnapshotIdentifier: 's',
        DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['444455556666'] }],
      },
    },
    {
      title: 'that RDS made by itself',
      configuration: { Engine: 'postgres', DBSnapshotIdentifier: 's', SnapshotType: 'automated' },
    },
  ],
  fail: [
    {
      title: 'that everybody may restore',
      configuration: {
        Engine: 'postgres',
        DBSnapshotIdentifier: 's',
        SnapshotType: 'manual',
        DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }],
      },
    },
  ],
  unknown: [
    {
      title: 'whose DBSnapshotAttributes nobody could read',
      configuration: { Engine: 'postgres', DBSnapshotIdentifier: 's', SnapshotType: 'manual' },
      unreadable: [
        { path: 'DBSnapshotAttributes', reason: 'denied', permission: 'rds:DescribeDBSnapshotAttributes' },
      ],
    },
    {
      title: 'without an answer about sharing',
      configuration: { Engine: 'postgres', DBSnapshotIdentifier: 's', SnapshotType: 'manual' },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
