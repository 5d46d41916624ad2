import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose bucket is logged',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [
          {
            configuration: {
              BucketName: 'logs',
              LoggingConfiguration: { DestinationBucketName: 'access-logs' },
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'whose bucket is not',
      configuration: { S3BucketName: 'logs' },
      surroundings: { buckets: [{ configuration: { BucketName: 'logs' } }] },
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
