import { balancerAttribute } from '../balancer-attribute.ts';

export const remediation = balancerAttribute({
  id: 'aws-elbv2-drop-invalid-headers',
  title: 'Drop invalid headers at an application load balancer',
  description:
    'Headers whose names are not what HTTP allows are taken out of requests before they reach the targets. ' +
    'Listeners, rules and targets stay as they are.',
  risk: 'low',
  impact:
    'Programs behind the balancer that read headers with other signs than letters, digits and hyphens do not get them ' +
    'any more. There is no pause.',
  effortMinutes: 5,
  controls: ['aws-elbv2-invalid-headers-dropped'],
  key: 'routing.http.drop_invalid_header_fields.enabled',
  byDefault: 'false',
  good: ['true'],
  wanted: 'true',
  onlyApplication: true,
  terraform: 'drop_invalid_header_fields',
  summary: 'Drop invalid headers at',
});
