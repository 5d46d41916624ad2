import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-close-public-bucket',
  version: 1,
  title: 'Close a bucket to the public',
  kind: 'security',
  resource: s3BucketType,
  per: 'resource',
  controls: [
    'aws-s3-bucket-public-access-blocked',
    'aws-s3-bucket-not-public',
    'aws-s3-bucket-acl-no-public-read',
    'aws-s3-bucket-acl-no-public-write',
    'aws-s3-bucket-policy-no-public-write',
  ],
  driftAttributes: ['PublicAccessBlockConfiguration', 'BucketPolicy', 'AccessControlList'],
  exposure: (bucket) => (bucket.PolicyStatus?.IsPublic === true ? 'internet' : 'unknown'),
  effortMinutes: 20,
  references: [],
  advise({ resources: [bucket] }) {
    const { name, fails } = bucket;
    const byAcl =
      fails.has('aws-s3-bucket-acl-no-public-read') || fails.has('aws-s3-bucket-acl-no-public-write');
    const byPolicy =
      fails.has('aws-s3-bucket-not-public') || fails.has('aws-s3-bucket-policy-no-public-write');
    const website = bucket.configuration.WebsiteConfiguration?.IndexDocument !== undefined;
    return {
      title: `Close the bucket ${name} to the public`,
      explanation:
        `Nothing stops a policy or an access control list from opening ${name} to everybody` +
        `${byPolicy ? ', and its policy or list does so now' : byAcl ? ', and its access control list does so now' : ''}. ` +
        'The four block settings end every public way at once, whatever the policy and the lists of single objects say; ' +
        'the statements that opened it are cleaned up behind the block.',
      steps: [
        {
          text: 'Look at who reads the bucket without signing in: its access logs, or data events of CloudTrail, of the last days.',
          commands: [
            cli`aws s3api get-bucket-policy-status --bucket ${name}`,
            cli`aws s3api get-bucket-acl --bucket ${name}`,
          ],
        },
        {
          text: 'Switch on all four block settings.',
          commands: [
            cli`aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
          ],
        },
        ...(byPolicy
          ? [
              {
                text: 'Remove the statements that allow everybody from the bucket policy, so that the block is not all that holds.',
                commands: [cli`aws s3api get-bucket-policy --bucket ${name} --query Policy --output text`],
              },
            ]
          : []),
        ...(byAcl
          ? [
              {
                text: 'Set the access control list to private.',
                commands: [cli`aws s3api put-bucket-acl --bucket ${name} --acl private`],
              },
            ]
          : []),
      ],
      impact: `Nobody reads or writes ${name} without being signed in to an account that it names.`,
      sideEffects: [
        'Requests without a signature get 403 from that moment, also those of links that were published.',
        ...(website
          ? ['The bucket is served as a website: put CloudFront before it first, or the site is gone.']
          : []),
      ],
    };
  },
  examples: [
    {
      title: 'a bucket whose policy opens it',
      resources: [
        {
          name: 'assets',
          configuration: {
            BucketName: 'assets',
            PolicyStatus: { IsPublic: true },
            WebsiteConfiguration: { IndexDocument: 'i.html' },
          },
          fails: ['aws-s3-bucket-public-access-blocked', 'aws-s3-bucket-not-public'],
        },
      ],
      says: [
        'Close the bucket assets',
        'put-public-access-block --bucket assets',
        'its policy or list does so now',
        'CloudFront',
      ],
    },
    {
      title: 'a bucket whose list lets everybody read',
      resources: [{ name: 'raw', configuration: {}, fails: ['aws-s3-bucket-acl-no-public-read'] }],
      says: ['put-bucket-acl --bucket raw --acl private'],
    },
  ],
});
