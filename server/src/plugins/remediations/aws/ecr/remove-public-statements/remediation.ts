import { repositoryPolicy } from '../../policies/places.ts';
import { removePublicStatements } from '../../policies/resource-policy.ts';

export const remediation = removePublicStatements(repositoryPolicy, {
  id: 'aws-ecr-remove-public-statements',
  title: 'Close an ECR repository to the public',
  description:
    'Takes the statements out of the policy by which anybody in the world may use the repository. ' +
    'Every other statement stays as it is, also those for named accounts and services.',
  risk: 'medium',
  impact:
    'Whoever pulls or pushes images from another account without being named in another statement is refused from then on.',
  effortMinutes: 10,
  controls: ['aws-ecr-repository-policy-not-public'],
});
