import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with one',
      configuration: { DistributionConfig: { Enabled: true, DefaultRootObject: 'index.html' } },
    },
  ],
  fail: [{ title: 'without', configuration: { DistributionConfig: { Enabled: true, Comment: 'x' } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { DistributionConfig: { Enabled: true, Comment: 'x' } },
      unreadable: [
        {
          path: 'DistributionConfig.DefaultRootObject',
          reason: 'denied',
          permission: 'cloudfront:GetDistributionConfig',
        },
      ],
      says: 'cloudfront:GetDistributionConfig',
    },
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
