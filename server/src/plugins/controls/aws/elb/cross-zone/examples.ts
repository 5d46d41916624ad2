import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that does', configuration: { Type: 'classic', CrossZone: true } }],
  fail: [{ title: 'that does not', configuration: { Type: 'classic', CrossZone: false } }],
  unknown: [
    {
      title: 'where CrossZone could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        {
          path: 'CrossZone',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
