import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with it',
      configuration: {
        DistributionConfig: { Enabled: true, DefaultCacheBehavior: { FieldLevelEncryptionId: 'C1' } },
      },
    },
  ],
  fail: [
    {
      title: 'without',
      configuration: {
        DistributionConfig: { Enabled: true, DefaultCacheBehavior: { FieldLevelEncryptionId: '' } },
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
