import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with HTTPS only',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
        },
      },
    },
    {
      title: 'that does as its visitors, who use HTTPS',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
          DefaultCacheBehavior: { TargetOriginId: 'a', ViewerProtocolPolicy: 'redirect-to-https' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'with HTTP',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
        },
      },
      says: 'a',
    },
    {
      title: 'that does as its visitors, who may use HTTP',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
          DefaultCacheBehavior: { TargetOriginId: 'a', ViewerProtocolPolicy: 'allow-all' },
        },
      },
    },
    {
      title: 'of a bucket that is asked by HTTP',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'b', S3OriginConfig: {} }],
          DefaultCacheBehavior: { TargetOriginId: 'b', ViewerProtocolPolicy: 'allow-all' },
        },
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
