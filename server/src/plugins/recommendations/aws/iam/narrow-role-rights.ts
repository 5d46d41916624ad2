import { cli, forEach } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamRoleType } from '../../../providers/aws/resources/iam_role/schema.ts';

const kinds = [
  'full-admin',
  'marketplace-purchases',
  'privilege-escalation',
  'whole-cloudtrail',
  'whole-kms',
];

export const recommendation = defineRecommendation({
  id: 'aws-iam-narrow-role-rights',
  version: 1,
  title: 'Narrow what a role may do',
  kind: 'security',
  resource: iamRoleType,
  per: 'resource',
  controls: [
    'aws-iam-role-no-administrator-access',
    ...kinds.map((kind) => `aws-iam-role-inline-no-${kind}`),
  ],
  driftAttributes: ['ManagedPolicyArns', 'Policies', 'PermissionsBoundary'],
  exposure: 'account',
  effortMinutes: 90,
  references: [],
  advise({ resources: [role] }) {
    const inline = (role.configuration.Policies ?? []).map(({ PolicyName: name }) => name ?? '');
    const whole = role.fails.has('aws-iam-role-no-administrator-access');
    const last = role.configuration.RoleLastUsed?.LastUsedDate;
    return {
      title: `Narrow what the role ${role.name} may do`,
      explanation:
        `${role.name} ${whole ? 'has AdministratorAccess' : 'has rights that lead further than its task'}${last === undefined ? ', and nobody used it in the time that AWS looks back' : `; it was last used on ${last}`}. ` +
        'Every program that runs with the role has these rights, and so has whoever finds a flaw in one.',
      steps: [
        {
          text: 'See which services it really used.',
          commands: [
            cli`aws iam generate-service-last-accessed-details --arn ${role.configuration.Arn ?? role.externalId}`,
          ],
        },
        ...(whole
          ? [
              {
                text: 'Attach a policy with just these, then detach the administrator policy.',
                commands: [
                  cli`aws iam detach-role-policy --role-name ${role.name} --policy-arn arn:aws:iam::aws:policy/AdministratorAccess`,
                ],
              },
            ]
          : []),
        ...(inline.length > 0
          ? [
              {
                text: 'Narrow the inline policies: single actions, single resources, no way to higher rights.',
                commands: forEach(
                  inline,
                  (name) => cli`aws iam get-role-policy --role-name ${role.name} --policy-name ${name}`,
                ),
              },
            ]
          : []),
        { text: 'Set a permissions boundary, so that the next policy cannot be wider.' },
      ],
      impact: 'A flaw in a program costs what the program works with, not the account.',
      sideEffects: [
        'Something rare that the program did may be refused: watch AccessDenied in the trail for some days.',
      ],
    };
  },
  examples: [
    {
      title: 'an administrator role',
      resources: [
        {
          name: 'ci',
          region: 'global',
          configuration: {
            Arn: 'arn:aws:iam::111122223333:role/ci',
            RoleLastUsed: { LastUsedDate: '2026-01-10' },
          },
          fails: ['aws-iam-role-no-administrator-access'],
        },
      ],
      says: ['last used on 2026-01-10', 'detach-role-policy --role-name ci'],
    },
  ],
});
