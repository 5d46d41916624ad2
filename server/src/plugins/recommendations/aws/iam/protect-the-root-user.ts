import { listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-protect-the-root-user',
  version: 1,
  title: 'Lock the root user away',
  kind: 'security',
  resource: iamAccountType,
  per: 'resource',
  controls: [
    'aws-iam-root-mfa',
    'aws-iam-root-hardware-mfa',
    'aws-iam-root-no-access-keys',
    'aws-iam-root-no-signing-certificates',
    'aws-iam-root-not-used',
  ],
  driftAttributes: ['SummaryMap'],
  exposure: 'internet',
  effortMinutes: 45,
  references: [],
  advise({ resources: [account] }) {
    const { fails, accountId } = account;
    const keys = fails.has('aws-iam-root-no-access-keys');
    const certificates = fails.has('aws-iam-root-no-signing-certificates');
    const bare = fails.has('aws-iam-root-mfa');
    return {
      title: `Lock the root user of the account ${accountId} away`,
      explanation:
        'The root user can do everything and nothing limits it. ' +
        `In ${accountId} ${listed([
          ...(bare ? ['it signs in with a password alone'] : []),
          ...(keys ? ['it has access keys'] : []),
          ...(certificates ? ['it has signing certificates'] : []),
          ...(fails.has('aws-iam-root-not-used') ? ['it was used in the last 90 days'] : []),
          ...(!bare && fails.has('aws-iam-root-hardware-mfa')
            ? ['its second factor is an app and no device']
            : []),
          ...(fails.size === 0 ? ['something about it was weakened'] : []),
        ])}.`,
      steps: [
        {
          text: 'See what is known of it.',
          commands: ['aws iam get-account-summary', 'aws iam get-credential-report'],
        },
        ...(keys
          ? [
              {
                text: 'Find what uses the access keys in CloudTrail, give it a role, then deactivate and delete the keys, signed in as root: Security credentials → Access keys.',
              },
            ]
          : []),
        ...(certificates
          ? [{ text: 'Delete the signing certificates, signed in as root: Security credentials.' }]
          : []),
        {
          text: `${bare ? 'Register' : 'Replace the app by'} two hardware keys as second factor, and keep them in two places.`,
        },
        {
          text: 'Give what the root user was used for to an administrator who signs in centrally, and be told of each use by an alarm.',
        },
      ],
      impact: 'The one identity that nothing can stop is out of reach.',
      sideEffects: keys ? ['Programs that use the keys stop when these are deactivated.'] : [],
    };
  },
  examples: [
    {
      title: 'a root user with keys and without a second factor',
      resources: [
        {
          name: '111122223333',
          region: 'global',
          configuration: {},
          fails: ['aws-iam-root-mfa', 'aws-iam-root-no-access-keys'],
        },
      ],
      says: ['111122223333', 'it has access keys', 'Register two hardware keys', 'get-account-summary'],
    },
  ],
});
