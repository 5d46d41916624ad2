import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is defensive',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'routing.http.desync_mitigation_mode', Value: 'defensive' }],
      },
    },
    { title: 'that was never changed', configuration: { Type: 'application' } },
  ],
  fail: [
    {
      title: 'that only watches',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'routing.http.desync_mitigation_mode', Value: 'monitor' }],
      },
      says: 'monitor',
    },
  ],
  unknown: [
    {
      title: 'where LoadBalancerAttributes could not be read',
      configuration: { Type: 'application' },
      unreadable: [
        {
          path: 'LoadBalancerAttributes',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    },
  ],
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'classic' } }],
});
