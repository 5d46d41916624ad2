import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamRoleType } from '../../../providers/aws/resources/iam_role/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-remove-unused-roles',
  version: 1,
  title: 'Remove roles that nobody uses',
  kind: 'security',
  resource: iamRoleType,
  per: 'account',
  controls: ['aws-iam-role-in-use'],
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Remove ${counted(total, 'role')} that nobody uses`,
      explanation: `Nobody took on ${listed(
        resources.map(({ name }) => name),
        total,
      )} for 90 days. An unused role is a way in that nobody would notice being used.`,
      steps: [
        {
          text: 'See what each may do and who is trusted.',
          commands: forEach(resources, ({ name }) => cli`aws iam get-role --role-name ${name}`),
        },
        {
          text: 'Take its rights away first by a boundary that allows nothing; that can be taken back.',
          commands: forEach(
            resources,
            ({ name }) =>
              cli`aws iam put-role-permissions-boundary --role-name ${name} --permissions-boundary arn:aws:iam::aws:policy/AWSDenyAll`,
          ),
        },
        {
          text: 'After a month without complaints detach its policies and delete it.',
          commands: forEach(resources, ({ name }) => cli`aws iam delete-role --role-name ${name}`),
        },
      ],
      impact: 'Fewer ways in, and fewer to review.',
      sideEffects: ['A yearly task that takes on the role fails.'],
    };
  },
  examples: [
    {
      title: 'an old role',
      resources: [
        { name: 'migration-2019', region: 'global', configuration: {}, fails: ['aws-iam-role-in-use'] },
      ],
      says: ['put-role-permissions-boundary --role-name migration-2019', 'AWSDenyAll'],
    },
  ],
});
