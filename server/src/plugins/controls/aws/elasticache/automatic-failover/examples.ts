import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { AutomaticFailoverEnabled: true } }],
  fail: [
    { title: 'with the setting off', configuration: { AutomaticFailoverEnabled: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose AutomaticFailoverEnabled nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'AutomaticFailoverEnabled',
          reason: 'denied',
          permission: 'elasticache:DescribeReplicationGroups',
        },
      ],
    },
  ],
});
