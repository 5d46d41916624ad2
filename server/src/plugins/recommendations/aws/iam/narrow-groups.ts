import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamGroupType } from '../../../providers/aws/resources/iam_group/schema.ts';

const kinds = [
  'full-admin',
  'marketplace-purchases',
  'privilege-escalation',
  'whole-cloudtrail',
  'whole-kms',
];

export const recommendation = defineRecommendation({
  id: 'aws-iam-narrow-groups',
  version: 1,
  title: 'Narrow what the members of a group may do',
  kind: 'security',
  resource: iamGroupType,
  per: 'resource',
  controls: [
    'aws-iam-group-no-administrator-access',
    'aws-iam-group-has-users',
    ...kinds.map((kind) => `aws-iam-group-inline-no-${kind}`),
  ],
  driftAttributes: ['ManagedPolicyArns', 'Policies'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources: [group] }) {
    const whole = group.fails.has('aws-iam-group-no-administrator-access');
    const empty = group.fails.has('aws-iam-group-has-users');
    return {
      title: empty
        ? `Remove the group ${group.name}, which nobody is in`
        : `Narrow what the members of ${group.name} may do`,
      explanation: empty
        ? `Nobody is in ${group.name}. Its rights wait for whoever is added by mistake.`
        : `${whole ? `Every member of ${group.name} is an administrator, all the time` : `${group.name} gives rights that lead further than the task of its members`}. Permanent rights are what a stolen password brings.`,
      steps: [
        {
          text: 'See who is in it and what it gives.',
          commands: [
            cli`aws iam get-group --group-name ${group.name}`,
            cli`aws iam list-attached-group-policies --group-name ${group.name}`,
          ],
        },
        ...(whole
          ? [
              {
                text: 'Give administrators a role that they take on with a second factor, then detach the policy.',
                commands: [
                  cli`aws iam detach-group-policy --group-name ${group.name} --policy-arn arn:aws:iam::aws:policy/AdministratorAccess`,
                ],
              },
            ]
          : []),
        ...(empty
          ? [
              {
                text: 'Detach its policies and delete it.',
                commands: [cli`aws iam delete-group --group-name ${group.name}`],
              },
            ]
          : [
              {
                text: 'Replace inline policies by narrow managed ones.',
                commands: [cli`aws iam list-group-policies --group-name ${group.name}`],
              },
            ]),
      ],
      impact: 'Membership gives what the task needs.',
      sideEffects: empty ? [] : ['Members have to take on a role for administration.'],
    };
  },
  examples: [
    {
      title: 'a group of administrators',
      resources: [
        {
          name: 'admins',
          region: 'global',
          configuration: {},
          fails: ['aws-iam-group-no-administrator-access'],
        },
      ],
      says: ['detach-group-policy --group-name admins'],
    },
    {
      title: 'an empty group',
      resources: [
        { name: 'ghosts', region: 'global', configuration: {}, fails: ['aws-iam-group-has-users'] },
      ],
      says: ['delete-group --group-name ghosts'],
    },
  ],
});
