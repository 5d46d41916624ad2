import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-narrow-sharing',
  version: 1,
  title: 'Look again at what is shared with other accounts',
  kind: 'security',
  resource: s3BucketType,
  per: 'resource',
  controls: ['aws-s3-bucket-not-shared-outside'],
  exposure: 'other_accounts',
  effortMinutes: 30,
  references: [],
  advise({ resources: [bucket] }) {
    return {
      title: `Check with whom the bucket ${bucket.name} is shared`,
      explanation:
        `The policy of ${bucket.name} lets in principals of other accounts. That can be meant, but nobody here sees what they do with the data, ` +
        'and a right that was given for one project stays when the project is over.',
      steps: [
        {
          text: 'Read the policy and name an owner and a purpose for each account in it.',
          commands: [cli`aws s3api get-bucket-policy --bucket ${bucket.name} --query Policy --output text`],
        },
        {
          text: 'Remove the accounts that nobody can explain, and narrow the others to single roles and to the prefixes that they need.',
        },
        {
          text: 'Accept what remains as an exception with its reason and an end, so that it is looked at again.',
        },
      ],
      impact: 'Only known partners read or write the bucket.',
      sideEffects: ['Accounts that are removed lose access at once.'],
    };
  },
  examples: [
    {
      title: 'a bucket for a partner',
      resources: [{ name: 'exchange', configuration: {}, fails: ['aws-s3-bucket-not-shared-outside'] }],
      says: ['get-bucket-policy --bucket exchange', 'exception'],
    },
  ],
});
