import { topicPolicy } from '../../policies/places.ts';
import { removePublicStatements } from '../../policies/resource-policy.ts';

export const remediation = removePublicStatements(
  topicPolicy,
  {
    id: 'aws-sns-remove-public-statements',
    title: 'Close an SNS topic to the public',
    description:
      'Takes the statements out of the policy by which anybody in the world may use the topic. ' +
      'Other statements stay; where none would be left they are narrowed to the own account, because SNS keeps no empty policy.',
    risk: 'medium',
    impact:
      'Whoever publishes or subscribes without being named in another statement is refused from then on, also from other accounts of the company.',
    effortMinutes: 10,
    controls: ['aws-sns-topic-policy-not-public'],
  },
  // The partition stands in the ARN of the topic.
  ({ target }) => ({
    AWS: `arn:${target.externalId.split(':')[1] ?? 'aws'}:iam::${target.accountId}:root`,
  }),
);
