import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'for two countries',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['AT', 'DE'] } },
        },
      },
    },
  ],
  fail: [
    {
      title: 'for the world',
      configuration: {
        DistributionConfig: { Enabled: true, Restrictions: { GeoRestriction: { RestrictionType: 'none' } } },
      },
    },
  ],
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
