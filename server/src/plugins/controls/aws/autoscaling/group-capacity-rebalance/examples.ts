import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that does', configuration: { CapacityRebalance: true } }],
  fail: [
    { title: 'that does not', configuration: { CapacityRebalance: false, TargetGroupARNs: ['arn:tg'] } },
  ],
  unknown: [
    {
      title: 'where CapacityRebalance could not be read',
      configuration: {},
      unreadable: [
        { path: 'CapacityRebalance', reason: 'denied', permission: 'autoscaling:DescribeAutoScalingGroups' },
      ],
      says: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
  not_applicable: [{ title: 'without a load balancer', configuration: { CapacityRebalance: false } }],
});
