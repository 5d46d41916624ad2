import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with TLS 1.3',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          ViewerCertificate: { AcmCertificateArn: 'arn', MinimumProtocolVersion: 'TLSv1.3_2025' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'with TLS 1.2',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          ViewerCertificate: { AcmCertificateArn: 'arn', MinimumProtocolVersion: 'TLSv1.2_2021' },
        },
      },
    },
    {
      title: 'with the default certificate',
      configuration: {
        DistributionConfig: { Enabled: true, ViewerCertificate: { CloudFrontDefaultCertificate: true } },
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
