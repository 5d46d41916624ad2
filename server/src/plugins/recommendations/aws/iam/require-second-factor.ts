import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-require-second-factor',
  version: 1,
  title: 'Require a second factor of everybody with a password',
  kind: 'security',
  resource: iamUserType,
  per: 'account',
  controls: ['aws-iam-user-console-mfa', 'aws-iam-user-administrator-mfa', 'aws-iam-user-hardware-mfa'],
  driftAttributes: ['MFADevices', 'LoginProfile'],
  exposure: 'internet',
  effortMinutes: 60,
  references: [],
  advise({ resources, total }) {
    const administrators = resources.filter(({ fails }) => fails.has('aws-iam-user-administrator-mfa'));
    return {
      title: `Require a second factor of ${counted(total, 'user')}`,
      explanation:
        `A password is all that is needed to be ${listed(
          resources.map(({ name }) => name),
          total,
        )}` +
        `${administrators.length > 0 ? `, and ${listed(administrators.map(({ name }) => name))} can do everything` : ''}. Passwords are reused, phished and found in leaks.`,
      steps: [
        ...(administrators.length > 0
          ? [
              {
                text: `Begin with the administrators: ${listed(administrators.map(({ name }) => name))}.`,
                commands: forEach(
                  administrators,
                  ({ name }) => cli`aws iam list-mfa-devices --user-name ${name}`,
                ),
              },
            ]
          : []),
        {
          text: 'Let each user register a passkey or hardware key.',
          commands: forEach(resources, ({ name }) => cli`aws iam get-login-profile --user-name ${name}`),
        },
        {
          text: 'Attach a policy that denies everything but registering a factor as long as aws:MultiFactorAuthPresent is false.',
        },
        {
          text: 'Remove the password of users that are programs.',
          commands: forEach(resources, ({ name }) => cli`aws iam delete-login-profile --user-name ${name}`),
        },
      ],
      impact: 'A stolen password alone opens nothing.',
      sideEffects: ['Users without their device cannot sign in: agree on a way to recover first.'],
    };
  },
  examples: [
    {
      title: 'two users, one of them an administrator',
      resources: [
        { name: 'ada', region: 'global', configuration: {}, fails: ['aws-iam-user-console-mfa'] },
        { name: 'root-ish', region: 'global', configuration: {}, fails: ['aws-iam-user-administrator-mfa'] },
      ],
      says: ['2 users', 'ada and root-ish', 'root-ish can do everything', '--user-name ada'],
    },
  ],
});
