import { queuePolicy } from '../../policies/places.ts';
import { removePublicStatements } from '../../policies/resource-policy.ts';

export const remediation = removePublicStatements(queuePolicy, {
  id: 'aws-sqs-remove-public-statements',
  title: 'Close an SQS queue to the public',
  description:
    'Takes the statements out of the policy by which anybody in the world may use the queue. ' +
    'Every other statement stays as it is, also those for named accounts and services.',
  risk: 'medium',
  impact:
    'Whoever sends to the queue or reads it without being named in another statement is refused from then on, also from other accounts of the company.',
  effortMinutes: 10,
  controls: ['aws-sqs-queue-policy-not-public'],
});
