import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with access control',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', DomainName: 'b.s3.us-east-1.amazonaws.com', OriginAccessControlId: 'E1' }],
        },
      },
    },
  ],
  fail: [
    {
      title: 'without',
      configuration: {
        DistributionConfig: { Enabled: true, Origins: [{ Id: 'a', DomainName: 'b.s3.amazonaws.com' }] },
      },
      says: 'a',
    },
    {
      title: 'with the older identity',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [
            {
              Id: 'a',
              DomainName: 'b.s3.us-east-1.amazonaws.com',
              S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E2' },
            },
          ],
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
      title: 'of a web server',
      configuration: {
        DistributionConfig: { Enabled: true, Origins: [{ Id: 'a', DomainName: 'shop.example.com' }] },
      },
    },
    {
      title: 'of the website of a bucket',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', DomainName: 'b.s3-website.eu-central-1.amazonaws.com' }],
        },
      },
    },
  ],
});
