import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that does',
      configuration: {
        Type: 'network',
        LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }],
      },
    },
    { title: 'for applications, where it is always on', configuration: { Type: 'application' } },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: {
        Type: 'network',
        LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'false' }],
      },
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
