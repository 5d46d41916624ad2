import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is strict',
      configuration: {
        Type: 'classic',
        AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'strictest' }],
      },
    },
  ],
  fail: [
    {
      title: 'that only watches',
      configuration: {
        Type: 'classic',
        AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'monitor' }],
      },
    },
  ],
  unknown: [
    {
      title: 'where AdditionalAttributes could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        {
          path: 'AdditionalAttributes',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
