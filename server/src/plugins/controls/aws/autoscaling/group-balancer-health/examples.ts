import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that uses it', configuration: { HealthCheckType: 'ELB', TargetGroupARNs: ['arn:tg'] } }],
  fail: [
    { title: 'that does not', configuration: { HealthCheckType: 'EC2', LoadBalancerNames: ['old'] } },
    { title: 'as AWS makes it', configuration: { TargetGroupARNs: ['arn:tg'] } },
  ],
  unknown: [
    {
      title: 'where HealthCheckType could not be read',
      configuration: { TargetGroupARNs: ['arn:tg'] },
      unreadable: [
        { path: 'HealthCheckType', reason: 'denied', permission: 'autoscaling:DescribeAutoScalingGroups' },
      ],
      says: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
  not_applicable: [{ title: 'without a load balancer', configuration: { HealthCheckType: 'EC2' } }],
});
