import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'in two zones',
      configuration: { Type: 'classic', AvailabilityZones: ['us-east-1a', 'us-east-1b'] },
    },
  ],
  fail: [
    {
      title: 'in one zone',
      configuration: { Type: 'classic', AvailabilityZones: ['us-east-1a'] },
      says: 'us-east-1a',
    },
  ],
  unknown: [
    {
      title: 'where AvailabilityZones could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        {
          path: 'AvailabilityZones',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancers',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancers',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
