import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'by name',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          ViewerCertificate: { AcmCertificateArn: 'arn', SslSupportMethod: 'sni-only' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'by address',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          ViewerCertificate: { AcmCertificateArn: 'arn', SslSupportMethod: 'vip' },
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
  not_applicable: [
    {
      title: 'with the shared certificate',
      configuration: {
        DistributionConfig: { Enabled: true, ViewerCertificate: { CloudFrontDefaultCertificate: true } },
      },
    },
  ],
});
