import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { autoScalingGroupType } from '../../../../providers/aws/resources/auto_scaling_group/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-group-capacity-rebalance',
  version: 1,
  title: 'Auto Scaling group replaces spot machines before they are taken away',
  severity: 'low',
  category: 'resilience',
  risk: 'Spot machines are taken back with two minutes of warning. Without rebalancing the group begins to replace them only when they are gone.',
  advice: {
    console:
      'EC2 → Auto Scaling groups → the group → Instance type requirements → Edit: switch on "Capacity rebalancing".',
    cli: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --capacity-rebalance',
    terraform: 'resource "aws_autoscaling_group" "this" {\n  capacity_rebalance = true\n}',
    cloudformation: 'Type: AWS::AutoScaling::AutoScalingGroup\nProperties:\n  CapacityRebalance: true',
  },
  references: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-rebalancing.html',
  ],
  resource: autoScalingGroupType,
  equivalents: ['prowler:autoscaling_group_capacity_rebalance_enabled'],
  evaluate({ CapacityRebalance, LoadBalancerNames: classic = [], TargetGroupARNs: targets = [] }) {
    if (CapacityRebalance === true) return pass('Capacity rebalancing is on.', 'CapacityRebalance');
    if (classic.length + targets.length === 0)
      return notApplicable(
        'The group is behind no load balancer, so no requests are lost.',
        'TargetGroupARNs',
        'LoadBalancerNames',
      );
    return fail('Capacity rebalancing is off, which is the default.', 'CapacityRebalance');
  },
});
