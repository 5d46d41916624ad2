import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with Object Lock', configuration: { ObjectLockEnabled: true } },
    {
      title: 'with a default retention',
      configuration: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
        },
      },
      says: 'COMPLIANCE for 30 days',
    },
  ],
  fail: [{ title: 'without Object Lock', configuration: {} }],
  unknown: [
    {
      title: 'whose Object Lock was denied',
      configuration: {},
      unreadable: [
        { path: 'ObjectLockEnabled', reason: 'denied', permission: 's3:GetBucketObjectLockConfiguration' },
      ],
    },
  ],
});
