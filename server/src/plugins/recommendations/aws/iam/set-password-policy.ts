import { counted } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-set-password-policy',
  version: 1,
  title: 'Set a password policy',
  kind: 'security',
  resource: iamAccountType,
  per: 'resource',
  controls: ['expiry', 'length', 'lowercase', 'number', 'reuse', 'symbol', 'uppercase'].map(
    (rule) => `aws-iam-password-${rule}`,
  ),
  driftAttributes: ['PasswordPolicy'],
  exposure: 'internet',
  effortMinutes: 10,
  references: [],
  advise({ resources: [account] }) {
    return {
      title: `Set a password policy for the account ${account.accountId}`,
      explanation:
        `${counted(Math.max(account.fails.size, account.drifts.length), 'rule')} about passwords ${account.fails.size === 1 ? 'is' : 'are'} not met, and one command meets all of them. ` +
        'It concerns users who sign in with a password of IAM; people who sign in centrally follow the rules there.',
      steps: [
        {
          text: 'Set the whole policy at once; a call without a setting takes that setting away.',
          commands: [
            'aws iam update-account-password-policy --minimum-password-length 14 --require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password --max-password-age 90 --password-reuse-prevention 24',
          ],
        },
        { text: 'Read it back.', commands: ['aws iam get-account-password-policy'] },
        { text: `Move people of ${account.accountId} to central sign-in, and these passwords end.` },
      ],
      impact: 'Passwords of users cannot be guessed in reasonable time, and old ones end.',
      sideEffects: ['Users whose password is older than 90 days must change it at the next sign-in.'],
    };
  },
  examples: [
    {
      title: 'an account without a policy',
      resources: [
        {
          name: '111122223333',
          region: 'global',
          configuration: {},
          fails: ['aws-iam-password-length', 'aws-iam-password-reuse'],
        },
      ],
      says: ['2 rules', '--minimum-password-length 14', '111122223333'],
    },
  ],
});
