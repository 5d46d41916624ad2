import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that drains',
      configuration: { Type: 'classic', ConnectionDrainingPolicy: { Enabled: true, Timeout: 300 } },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: { Type: 'classic', ConnectionDrainingPolicy: { Enabled: false } },
    },
  ],
  unknown: [
    {
      title: 'where ConnectionDrainingPolicy could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        {
          path: 'ConnectionDrainingPolicy',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
