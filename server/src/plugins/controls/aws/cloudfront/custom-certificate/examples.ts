import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with one',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'with the shared one',
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
