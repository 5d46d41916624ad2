import { passwordPolicy } from '../password-policy.ts';

const leastLength = 14;
const leastReuse = 24;

export const remediation = passwordPolicy({
  id: 'aws-iam-password-strength',
  title: 'Ask for strong passwords of IAM users',
  description:
    'New passwords need fourteen characters of all four kinds and differ from the last twenty-four. ' +
    'How long passwords live, and whether users may change their own, stays as it is.',
  risk: 'low',
  impact:
    'It holds from the next change of a password on: passwords that exist stay valid. ' +
    'Programs that make passwords for users need the new rules.',
  effortMinutes: 5,
  controls: [
    'aws-iam-password-length',
    'aws-iam-password-lowercase',
    'aws-iam-password-number',
    'aws-iam-password-reuse',
    'aws-iam-password-symbol',
    'aws-iam-password-uppercase',
  ],
  stricter: (policy) => ({
    ...policy,
    MinimumPasswordLength: Math.max(policy.MinimumPasswordLength, leastLength),
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    PasswordReusePrevention: Math.max(policy.PasswordReusePrevention ?? 0, leastReuse),
  }),
  inOrder: 'The password policy asks for strong passwords.',
  summary: 'Ask for strong passwords in the password policy',
});
