import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-give-rights-by-groups',
  version: 1,
  title: 'Give users their rights by groups',
  kind: 'security',
  resource: iamUserType,
  per: 'account',
  controls: ['aws-iam-user-in-a-group', 'aws-iam-user-rights-by-groups'],
  driftAttributes: ['Groups'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Give ${counted(total, 'user')} rights by groups`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'has' : 'have'} rights of ${total === 1 ? 'its' : 'their'} own. Nobody takes them away when the task changes, because nobody sees them together.`,
      steps: [
        {
          text: 'See what each user has.',
          commands: forEach(
            resources,
            ({ name }) => cli`aws iam list-attached-user-policies --user-name ${name}`,
          ),
        },
        { text: 'Make a group per task with the same policies, and add the user to it.' },
        {
          text: 'Detach the policies from the user and delete inline ones.',
          commands: forEach(resources, ({ name }) => cli`aws iam list-user-policies --user-name ${name}`),
        },
      ],
      impact: 'Who may do what can be read from a few groups.',
      sideEffects: ['Add to the group before detaching, or the user loses rights in between.'],
    };
  },
  examples: [
    {
      title: 'a user with rights of its own',
      resources: [
        { name: 'bob', region: 'global', configuration: {}, fails: ['aws-iam-user-rights-by-groups'] },
      ],
      says: ['list-attached-user-policies --user-name bob'],
    },
  ],
});
