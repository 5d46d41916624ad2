import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of a bucket that is there',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', DomainName: 'photos.s3.us-east-1.amazonaws.com' }],
        },
      },
      surroundings: { buckets: [{ configuration: { BucketName: 'photos' } }] },
    },
  ],
  fail: [
    {
      title: 'of a bucket that is not',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', DomainName: 'photos.s3.us-east-1.amazonaws.com' }],
        },
      },
      says: 'photos',
    },
  ],
  unknown: [
    {
      title: 'where buckets were not listed',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'a', DomainName: 'photos.s3.us-east-1.amazonaws.com' }],
        },
      },
      unlisted: ['buckets'],
    },
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
  ],
});
