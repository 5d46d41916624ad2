import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with protection', configuration: { DeletionProtectionEnabled: true } }],
  fail: [
    { title: 'without protection', configuration: { DeletionProtectionEnabled: false } },
    { title: 'that never had the setting', configuration: {} },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [
        { path: 'DeletionProtectionEnabled', reason: 'denied', permission: 'dynamodb:DescribeTable' },
      ],
    },
  ],
});
