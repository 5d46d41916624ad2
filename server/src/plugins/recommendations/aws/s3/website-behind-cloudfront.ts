import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-website-behind-cloudfront',
  version: 1,
  title: 'Serve a website through CloudFront',
  kind: 'security',
  resource: s3BucketType,
  per: 'resource',
  controls: ['aws-s3-bucket-no-website'],
  driftAttributes: ['WebsiteConfiguration'],
  exposure: 'internet',
  effortMinutes: 90,
  references: [],
  advise({ resources: [bucket] }) {
    return {
      title: `Put CloudFront before the website in the bucket ${bucket.name}`,
      explanation:
        `The website of ${bucket.name} is served by S3 itself, which speaks plain HTTP only and needs the bucket to be public. ` +
        'CloudFront serves the same files by HTTPS and reads the bucket with a signature, so that the bucket can be closed.',
      steps: [
        {
          text: 'Create a distribution with the bucket as its origin and an origin access control that signs requests.',
        },
        {
          text: 'Allow that distribution to read in the bucket policy, and move the name of the site to the distribution.',
        },
        {
          text: 'When the site answers from there, end the website of the bucket and block public access.',
          commands: [
            cli`aws s3api delete-bucket-website --bucket ${bucket.name}`,
            cli`aws s3api put-public-access-block --bucket ${bucket.name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
          ],
        },
      ],
      impact: 'Visitors get HTTPS, and the bucket is not public any more.',
      sideEffects: ['Redirect rules of the bucket website have to be made again in CloudFront.'],
    };
  },
  examples: [
    {
      title: 'a bucket that is a website',
      resources: [
        {
          name: 'www',
          configuration: { WebsiteConfiguration: { IndexDocument: 'index.html' } },
          fails: ['aws-s3-bucket-no-website'],
        },
      ],
      says: ['CloudFront', 'delete-bucket-website --bucket www'],
    },
  ],
});
