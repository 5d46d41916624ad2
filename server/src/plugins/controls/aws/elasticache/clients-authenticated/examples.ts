import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with users', configuration: { UserGroupIds: ['shop'] } },
    { title: 'with a password', configuration: { AuthTokenEnabled: true } },
  ],
  fail: [
    { title: 'with neither', configuration: { AuthTokenEnabled: false } },
    { title: 'that says nothing, which means open', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose AuthTokenEnabled nobody could read',
      configuration: {},
      unreadable: [
        { path: 'AuthTokenEnabled', reason: 'denied', permission: 'elasticache:DescribeReplicationGroups' },
      ],
    },
  ],
});
