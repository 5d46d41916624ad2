import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamPolicyType } from '../../../providers/aws/resources/iam_policy/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-remove-unused-policies',
  version: 1,
  title: 'Remove policies that nobody holds',
  kind: 'security',
  resource: iamPolicyType,
  per: 'account',
  controls: ['aws-iam-policy-in-use', 'aws-iam-policy-unattached-no-full-admin'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Remove ${counted(total, 'policy', 'policies')} that nobody holds`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'is' : 'are'} attached to nobody. One click attaches ${total === 1 ? 'it' : 'them'}, with rights that nobody has looked at for long.`,
      steps: [
        {
          text: 'Look whether a template attaches it later.',
          commands: forEach(
            resources,
            (policy) =>
              cli`aws iam list-entities-for-policy --policy-arn ${policy.configuration.PolicyArn ?? policy.externalId}`,
          ),
        },
        {
          text: 'Delete its other versions, then the policy.',
          commands: forEach(
            resources,
            (policy) =>
              cli`aws iam delete-policy --policy-arn ${policy.configuration.PolicyArn ?? policy.externalId}`,
          ),
        },
      ],
      impact: 'What can be attached was looked at.',
      sideEffects: ['Templates that name the policy fail.'],
    };
  },
  examples: [
    {
      title: 'a loose policy',
      resources: [
        {
          name: 'tmp',
          region: 'global',
          configuration: { PolicyArn: 'arn:aws:iam::111122223333:policy/tmp' },
          fails: ['aws-iam-policy-in-use'],
        },
      ],
      says: ['delete-policy --policy-arn arn:aws:iam::111122223333:policy/tmp'],
    },
  ],
});
