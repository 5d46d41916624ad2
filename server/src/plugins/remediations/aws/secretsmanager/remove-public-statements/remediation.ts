import { secretPolicy } from '../../policies/places.ts';
import { removePublicStatements } from '../../policies/resource-policy.ts';

export const remediation = removePublicStatements(secretPolicy, {
  id: 'aws-secretsmanager-remove-public-statements',
  title: 'Close a secret to the public',
  description:
    'Takes the statements out of the policy by which anybody in the world may use the secret. ' +
    'Every other statement stays as it is, also those for named accounts and services.',
  risk: 'medium',
  impact:
    'Whoever reads the secret from another account without being named in another statement is refused from then on. Whoever has read it knows it: change the value.',
  effortMinutes: 10,
  controls: ['aws-secretsmanager-secret-policy-not-public'],
});
