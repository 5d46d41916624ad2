import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'inside the network', configuration: { Type: 'application', Scheme: 'internal' } }],
  fail: [{ title: 'on the internet', configuration: { Type: 'application', Scheme: 'internet-facing' } }],
  unknown: [
    {
      title: 'where Scheme could not be read',
      configuration: { Type: 'application' },
      unreadable: [
        { path: 'Scheme', reason: 'denied', permission: 'elasticloadbalancing:DescribeLoadBalancers' },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancers',
    },
  ],
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'classic' } }],
});
