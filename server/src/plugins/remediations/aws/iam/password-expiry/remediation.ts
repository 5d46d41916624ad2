import { passwordPolicy } from '../password-policy.ts';

const mostDays = 90;

export const remediation = passwordPolicy({
  id: 'aws-iam-password-expiry',
  title: 'End passwords of IAM users after ninety days',
  description:
    'Passwords of IAM users end ninety days after they were set. ' +
    'What a password must look like stays as it is, and access keys are not concerned.',
  risk: 'medium',
  impact:
    'Whoever has an older password has to choose another at the next sign-in; where users may not change their own, ' +
    'or a hard end is set, an administrator has to do it for them.',
  effortMinutes: 5,
  controls: ['aws-iam-password-expiry'],
  stricter: (policy) => ({
    ...policy,
    MaxPasswordAge: Math.min(policy.MaxPasswordAge ?? mostDays, mostDays),
  }),
  inOrder: 'Passwords end within ninety days.',
  summary: 'End passwords after ninety days in the password policy',
});
