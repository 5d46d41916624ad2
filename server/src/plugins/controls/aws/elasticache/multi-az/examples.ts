import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { MultiAZEnabled: true } }],
  fail: [
    { title: 'with the setting off', configuration: { MultiAZEnabled: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose MultiAZEnabled nobody could read',
      configuration: {},
      unreadable: [
        { path: 'MultiAZEnabled', reason: 'denied', permission: 'elasticache:DescribeReplicationGroups' },
      ],
    },
  ],
});
