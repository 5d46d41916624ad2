import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that keeps them',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }],
      },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'false' }],
      },
    },
    { title: 'of which nothing is said', configuration: { Type: 'network' } },
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
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'gateway' } }],
});
