import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in two zones', configuration: { Type: 'network', Subnets: ['subnet-1', 'subnet-2'] } }],
  fail: [{ title: 'in one zone', configuration: { Type: 'network', Subnets: ['subnet-1'] } }],
  unknown: [
    {
      title: 'where Subnets could not be read',
      configuration: { Type: 'network' },
      unreadable: [
        { path: 'Subnets', reason: 'denied', permission: 'elasticloadbalancing:DescribeLoadBalancers' },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancers',
    },
  ],
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'classic' } }],
});
