import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3AccountSettingsType } from '../../../providers/aws/resources/s3_account_settings/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-block-account',
  version: 1,
  title: 'Block public access for the whole account',
  kind: 'security',
  resource: s3AccountSettingsType,
  per: 'resource',
  controls: ['aws-s3-account-public-access-blocked'],
  driftAttributes: ['PublicAccessBlockConfiguration'],
  exposure: 'internet',
  effortMinutes: 15,
  references: [],
  advise({ resources: [account] }) {
    return {
      title: `Block public access to S3 in the whole account ${account.accountId}`,
      explanation:
        'Every bucket, also one that is created tomorrow, can be opened to everybody by one statement. ' +
        'The block of the account stands above all buckets, so one decision replaces watching each of them.',
      steps: [
        {
          text: 'List the buckets that are public on purpose; each needs CloudFront or signed links before the block.',
          commands: ['aws s3api list-buckets --query Buckets[].Name --output text'],
        },
        {
          text: 'Switch on all four settings for the account.',
          commands: [
            cli`aws s3control put-public-access-block --account-id ${account.accountId} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
          ],
        },
      ],
      impact: 'No bucket of the account can be public, whatever its own settings are.',
      sideEffects: ['Buckets that serve the public directly answer 403 at once, in every region.'],
    };
  },
  examples: [
    {
      title: 'an account without a block',
      resources: [
        {
          name: 'S3 settings',
          region: 'global',
          configuration: {},
          fails: ['aws-s3-account-public-access-blocked'],
        },
      ],
      says: ['--account-id 111122223333', 'CloudFront'],
    },
  ],
});
