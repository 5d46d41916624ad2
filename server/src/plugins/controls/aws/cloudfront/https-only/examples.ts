import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that redirects',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'that answers HTTP',
      configuration: {
        DistributionConfig: { Enabled: true, DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all' } },
      },
    },
    {
      title: 'that answers HTTP on one path',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: { ViewerProtocolPolicy: 'https-only' },
          CacheBehaviors: [{ PathPattern: '/images/*', ViewerProtocolPolicy: 'allow-all' }],
        },
      },
      says: '/images/*',
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
