import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-remove-unused-credentials',
  version: 1,
  title: 'Remove credentials that nobody uses',
  kind: 'security',
  resource: iamUserType,
  per: 'account',
  controls: ['aws-iam-user-access-key-used', 'aws-iam-user-password-used', 'aws-iam-user-no-key-at-setup'],
  exposure: 'internet',
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    const passwords = resources.filter(({ fails }) => fails.has('aws-iam-user-password-used'));
    const keys = resources.flatMap((user) =>
      (user.configuration.AccessKeyMetadata ?? [])
        .filter(({ Status: status }) => status === 'Active' && !passwords.includes(user))
        .map(({ AccessKeyId: key }) => ({ name: user.name, key: key ?? '' })),
    );
    return {
      title: `Remove unused credentials of ${counted(total, 'user')}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'has' : 'have'} a password or an access key that was not used for 45 days or never. It does no work, but it opens the account to whoever finds it.`,
      steps: [
        ...(keys.length > 0
          ? [
              {
                text: 'Deactivate the keys; look first when each was used.',
                commands: forEach(
                  keys,
                  ({ name, key }) =>
                    cli`aws iam update-access-key --user-name ${name} --access-key-id ${key} --status Inactive`,
                ),
              },
            ]
          : []),
        ...(passwords.length > 0
          ? [
              {
                text: 'Remove the passwords.',
                commands: forEach(
                  passwords,
                  ({ name }) => cli`aws iam delete-login-profile --user-name ${name}`,
                ),
              },
            ]
          : []),
        {
          text: 'Delete users that have nothing left after a month without complaints.',
          commands: forEach(resources, ({ name }) => cli`aws iam get-user --user-name ${name}`),
        },
      ],
      impact: 'Fewer keys to the account, and none of them forgotten.',
      sideEffects: [
        'A yearly job that still uses such a key stops: a deactivated key can be activated again.',
      ],
    };
  },
  examples: [
    {
      title: 'one key and one password',
      resources: [
        {
          name: 'intern',
          region: 'global',
          configuration: { LoginProfile: {} },
          fails: ['aws-iam-user-password-used'],
        },
        {
          name: 'poc',
          region: 'global',
          configuration: { AccessKeyMetadata: [{ AccessKeyId: 'AKIA9', Status: 'Active' }] },
          fails: ['aws-iam-user-access-key-used'],
        },
      ],
      says: ['intern and poc', 'delete-login-profile --user-name intern', '--access-key-id AKIA9'],
    },
  ],
});
