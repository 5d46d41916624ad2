import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose bucket asks',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [
          {
            configuration: {
              BucketName: 'logs',
              VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' },
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'whose bucket has versions only',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [{ configuration: { BucketName: 'logs', VersioningConfiguration: { Status: 'Enabled' } } }],
      },
    },
  ],
  unknown: [
    {
      title: 'whose bucket belongs to somebody else',
      configuration: { S3BucketName: 'theirs' },
      says: 'theirs',
    },
    {
      title: 'where buckets were not listed',
      configuration: { S3BucketName: 'logs' },
      unlisted: ['buckets'],
    },
  ],
});
