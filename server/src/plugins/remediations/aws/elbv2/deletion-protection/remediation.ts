import { balancerAttribute } from '../balancer-attribute.ts';

export const remediation = balancerAttribute({
  id: 'aws-elbv2-deletion-protection',
  title: 'Protect a load balancer from deletion',
  description:
    'Calls that delete the load balancer are refused until somebody takes the protection off. ' +
    'Nothing else about it changes.',
  risk: 'low',
  impact:
    'Pipelines and people that delete the balancer fail until they take the protection off first. ' +
    'Traffic flows on.',
  effortMinutes: 5,
  controls: ['aws-elbv2-deletion-protected'],
  key: 'deletion_protection.enabled',
  byDefault: 'false',
  good: ['true'],
  wanted: 'true',
  onlyApplication: false,
  terraform: 'enable_deletion_protection',
  summary: 'Switch on deletion protection of',
});
