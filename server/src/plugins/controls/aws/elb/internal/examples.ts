import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'inside the network', configuration: { Type: 'classic', Scheme: 'internal' } }],
  fail: [{ title: 'on the internet', configuration: { Type: 'classic', Scheme: 'internet-facing' } }],
  unknown: [
    {
      title: 'where Scheme could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        { path: 'Scheme', reason: 'denied', permission: 'elasticloadbalancing:DescribeLoadBalancers' },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancers',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
