import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a week', configuration: { AutomatedSnapshotRetentionPeriod: 7 } }],
  fail: [
    { title: 'with snapshots off', configuration: { AutomatedSnapshotRetentionPeriod: 0 } },
    { title: 'with one day', configuration: { AutomatedSnapshotRetentionPeriod: 1 } },
    { title: 'that says nothing, which means one day', configuration: {}, says: 'default' },
  ],
  unknown: [
    {
      title: 'whose AutomatedSnapshotRetentionPeriod nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'AutomatedSnapshotRetentionPeriod',
          reason: 'denied',
          permission: 'redshift:DescribeClusters',
        },
      ],
    },
  ],
});
