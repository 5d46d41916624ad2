import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is protected',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }],
      },
    },
  ],
  fail: [
    {
      title: 'that is not',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }],
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
