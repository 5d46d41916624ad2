import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that drops them',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' }],
      },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: {
        Type: 'application',
        LoadBalancerAttributes: [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'false' }],
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
