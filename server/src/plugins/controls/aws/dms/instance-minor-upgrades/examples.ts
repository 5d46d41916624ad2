import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with automatic upgrades', configuration: { AutoMinorVersionUpgrade: true } },
    { title: 'that says nothing, which means on', configuration: {}, says: 'default' },
  ],
  fail: [{ title: 'without them', configuration: { AutoMinorVersionUpgrade: false } }],
  unknown: [
    {
      title: 'whose AutoMinorVersionUpgrade nobody could read',
      configuration: {},
      unreadable: [
        { path: 'AutoMinorVersionUpgrade', reason: 'denied', permission: 'dms:DescribeReplicationInstances' },
      ],
    },
  ],
});
