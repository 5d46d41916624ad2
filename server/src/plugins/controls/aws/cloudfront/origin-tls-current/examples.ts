import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with TLS 1.2',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginSSLProtocols: ['TLSv1.2'] } }],
        },
      },
    },
  ],
  fail: [
    {
      title: 'with TLS 1.0',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', CustomOriginConfig: { OriginSSLProtocols: ['TLSv1', 'TLSv1.2'] } }],
        },
      },
      says: 'a',
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
  not_applicable: [
    {
      title: 'of buckets',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', S3OriginConfig: { OriginAccessIdentity: '' } }],
        },
      },
    },
  ],
});
