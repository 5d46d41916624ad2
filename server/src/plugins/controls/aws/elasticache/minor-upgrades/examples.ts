import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with automatic upgrades', configuration: { AutoMinorVersionUpgrade: true } }],
  fail: [{ title: 'without them', configuration: { AutoMinorVersionUpgrade: false } }],
  unknown: [
    {
      title: 'whose AutoMinorVersionUpgrade nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'AutoMinorVersionUpgrade',
          reason: 'denied',
          permission: 'elasticache:DescribeReplicationGroups',
        },
      ],
    },
    { title: 'of which ElastiCache does not say it', configuration: {} },
  ],
});
