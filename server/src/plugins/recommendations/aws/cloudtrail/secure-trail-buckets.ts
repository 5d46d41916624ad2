import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { cloudtrailTrailType } from '../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudtrail-secure-trail-buckets',
  version: 1,
  title: 'Protect the bucket of a trail',
  kind: 'security',
  resource: cloudtrailTrailType,
  per: 'resource',
  controls: ['bucket-not-public', 'bucket-access-logged', 'bucket-mfa-delete'].map(
    (rule) => `aws-cloudtrail-trail-${rule}`,
  ),
  exposure: 'unknown',
  effortMinutes: 40,
  references: [],
  advise({ resources: [trail] }) {
    const bucket = trail.configuration.S3BucketName ?? '';
    const open = trail.fails.has('aws-cloudtrail-trail-bucket-not-public');
    return {
      title: `Protect the bucket ${bucket} of the trail ${trail.name}`,
      explanation: `${bucket} holds the record of what happens in the account${open ? ', and everybody can read it: names, addresses and habits of all who work there' : ', and what is done to it is not on record or can be undone by one call'}.`,
      steps: [
        ...(open
          ? [
              {
                text: 'Close it to the public.',
                commands: [
                  cli`aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
                ],
              },
            ]
          : []),
        ...(trail.fails.has('aws-cloudtrail-trail-bucket-access-logged')
          ? [
              {
                text: 'Log who reads it, into another bucket.',
                commands: [cli`aws s3api get-bucket-logging --bucket ${bucket}`],
              },
            ]
          : []),
        {
          text: 'Keep its objects from deletion: Object Lock in another account is stronger than a second factor.',
          commands: [cli`aws s3api get-object-lock-configuration --bucket ${bucket}`],
        },
      ],
      impact: 'Nobody reads or removes the record unnoticed.',
      sideEffects: [],
    };
  },
  examples: [
    {
      title: 'a public bucket',
      resources: [
        {
          name: 'main',
          configuration: { S3BucketName: 'trail-files' },
          fails: ['aws-cloudtrail-trail-bucket-not-public'],
        },
      ],
      says: ['put-public-access-block --bucket trail-files', 'everybody can read it'],
    },
  ],
});
