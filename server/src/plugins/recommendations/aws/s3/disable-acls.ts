import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-disable-acls',
  version: 1,
  title: 'Switch access control lists off',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-acls-disabled'],
  driftAttributes: ['OwnershipControls'],
  exposure: 'other_accounts',
  effortMinutes: 25,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Switch access control lists off in ${counted(total, 'bucket')}`,
      explanation:
        `In ${listed(
          resources.map(({ name }) => name),
          total,
        )} rights come from two places, the policy and a list on every object, and an object that ` +
        'another account wrote belongs to that account. With the lists off the policy alone decides and the bucket owns what is in it.',
      steps: [
        {
          text: 'See who has rights by the list only, and grant them by the policy where they need them.',
          commands: forEach(resources, ({ name }) => cli`aws s3api get-bucket-acl --bucket ${name}`),
        },
        {
          text: 'Let the bucket own its objects.',
          commands: forEach(
            resources,
            ({ name }) =>
              cli`aws s3api put-bucket-ownership-controls --bucket ${name} --ownership-controls ${JSON.stringify({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] })}`,
          ),
        },
      ],
      impact: 'One place says who may read and write.',
      sideEffects: ['Uploads that name a list other than bucket-owner-full-control are refused.'],
    };
  },
  examples: [
    {
      title: 'a bucket with lists',
      resources: [{ name: 'inbox', configuration: {}, fails: ['aws-s3-bucket-acls-disabled'] }],
      says: ['put-bucket-ownership-controls --bucket inbox', 'BucketOwnerEnforced'],
    },
  ],
});
