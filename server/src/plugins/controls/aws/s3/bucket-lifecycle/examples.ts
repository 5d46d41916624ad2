import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with an active rule',
      configuration: {
        LifecycleConfiguration: {
          Rules: [
            { Id: 'a', Status: 'Disabled' },
            { Id: 'b', Status: 'Enabled', ExpirationInDays: 30 },
          ],
        },
      },
    },
  ],
  fail: [
    { title: 'without rules', configuration: {} },
    {
      title: 'whose rules are off',
      configuration: { LifecycleConfiguration: { Rules: [{ Id: 'a', Status: 'Disabled' }] } },
      says: 'switched off',
    },
  ],
  unknown: [
    {
      title: 'whose rules were denied',
      configuration: {},
      unreadable: [
        { path: 'LifecycleConfiguration', reason: 'denied', permission: 's3:GetLifecycleConfiguration' },
      ],
    },
  ],
});
