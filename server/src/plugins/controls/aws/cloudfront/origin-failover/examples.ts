import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a group',
      configuration: { DistributionConfig: { Enabled: true, OriginGroups: { Quantity: 1 } } },
    },
  ],
  fail: [{ title: 'without', configuration: { DistributionConfig: { Enabled: true, Comment: 'x' } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'DistributionConfig', reason: 'denied', permission: 'cloudfront:GetDistributionConfig' },
      ],
      says: 'cloudfront:GetDistributionConfig',
    },
  ],
});
