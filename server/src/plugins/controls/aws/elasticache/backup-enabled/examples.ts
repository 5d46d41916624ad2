import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a week', configuration: { SnapshotRetentionLimit: 7 } }],
  fail: [
    { title: 'with two days', configuration: { SnapshotRetentionLimit: 2 } },
    { title: 'with backups off', configuration: { SnapshotRetentionLimit: 0 } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose SnapshotRetentionLimit nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'SnapshotRetentionLimit',
          reason: 'denied',
          permission: 'elasticache:DescribeReplicationGroups',
        },
      ],
    },
  ],
});
