import { balancerAttribute } from '../balancer-attribute.ts';

export const remediation = balancerAttribute({
  id: 'aws-elbv2-mitigate-desync',
  title: 'Mitigate request smuggling at an application load balancer',
  description:
    'Sets the mitigation mode to defensive: requests that two programs could read differently are refused or their ' +
    'connection is closed. Listeners, rules and targets stay as they are.',
  risk: 'medium',
  impact:
    'Clients that send ambiguous requests, mostly old or hand-written ones, are refused. ' +
    'There is no pause for all others.',
  effortMinutes: 5,
  controls: ['aws-elbv2-desync-mitigated'],
  key: 'routing.http.desync_mitigation_mode',
  byDefault: 'defensive',
  good: ['defensive', 'strictest'],
  wanted: 'defensive',
  onlyApplication: true,
  terraform: 'desync_mitigation_mode',
  summary: 'Mitigate ambiguous requests at',
});
