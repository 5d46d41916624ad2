import { cli, counted, forEach } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';

const kinds = [
  'full-admin',
  'marketplace-purchases',
  'privilege-escalation',
  'whole-cloudtrail',
  'whole-kms',
];

export const recommendation = defineRecommendation({
  id: 'aws-iam-narrow-user-rights',
  version: 1,
  title: 'Narrow what a user may do',
  kind: 'security',
  resource: iamUserType,
  per: 'resource',
  controls: [
    'aws-iam-user-no-administrator-access',
    ...kinds.map((kind) => `aws-iam-user-inline-no-${kind}`),
  ],
  driftAttributes: ['ManagedPolicyArns', 'Policies', 'PermissionsBoundary'],
  exposure: 'account',
  effortMinutes: 90,
  references: [],
  advise({ resources: [user] }) {
    const inline = (user.configuration.Policies ?? []).map(({ PolicyName: name }) => name ?? '');
    const whole = user.fails.has('aws-iam-user-no-administrator-access');
    const byInline = [...user.fails].some((control) => control.includes('-inline-'));
    return {
      title: `Narrow what the user ${user.name} may do`,
      explanation:
        `${user.name} ${whole ? 'has AdministratorAccess' : byInline ? `has wide rights by ${counted(inline.length, 'inline policy', 'inline policies')}` : 'was given rights since its baseline'}. ` +
        'A user has long-lived credentials: whoever takes them has all of that, from anywhere, until somebody notices.',
      steps: [
        {
          text: 'See which services it really used in the last months.',
          commands: [
            cli`aws iam generate-service-last-accessed-details --arn ${user.configuration.Arn ?? user.externalId}`,
          ],
        },
        {
          text: 'Write a policy with just these, by Access Analyzer from the trail, and attach it by a group.',
        },
        ...(whole
          ? [
              {
                text: 'Detach the administrator policy; administrators take a role for the time of the task.',
                commands: [
                  cli`aws iam detach-user-policy --user-name ${user.name} --policy-arn arn:aws:iam::aws:policy/AdministratorAccess`,
                ],
              },
            ]
          : []),
        ...(byInline
          ? [
              {
                text: 'Delete the inline policies that are too wide.',
                commands: forEach(
                  inline,
                  (name) => cli`aws iam get-user-policy --user-name ${user.name} --policy-name ${name}`,
                ),
              },
            ]
          : []),
      ],
      impact: 'Stolen credentials of this user open what it works with, and no more.',
      sideEffects: ['Something rare that it did may be refused: keep the policy at hand for a while.'],
    };
  },
  examples: [
    {
      title: 'an administrator with an inline policy',
      resources: [
        {
          name: 'carl',
          region: 'global',
          configuration: { Arn: 'arn:aws:iam::111122223333:user/carl', Policies: [{ PolicyName: 'all' }] },
          fails: ['aws-iam-user-no-administrator-access', 'aws-iam-user-inline-no-full-admin'],
        },
      ],
      says: ['has AdministratorAccess', 'detach-user-policy --user-name carl', '--policy-name all'],
    },
  ],
});
