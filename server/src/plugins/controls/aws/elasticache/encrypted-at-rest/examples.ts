import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { AtRestEncryptionEnabled: true } }],
  fail: [
    { title: 'with the setting off', configuration: { AtRestEncryptionEnabled: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose AtRestEncryptionEnabled nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'AtRestEncryptionEnabled',
          reason: 'denied',
          permission: 'elasticache:DescribeReplicationGroups',
        },
      ],
    },
  ],
});
