import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a bucket',
      configuration: { DistributionConfig: { Enabled: true, Logging: { Bucket: 'logs.s3.amazonaws.com' } } },
    },
    {
      title: 'with real-time logs',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: { RealtimeLogConfigArn: 'arn:aws:cloudfront::1:realtime-log-config/a' },
        },
      },
    },
  ],
  fail: [{ title: 'without logs', configuration: { DistributionConfig: { Enabled: true, Comment: 'x' } } }],
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
