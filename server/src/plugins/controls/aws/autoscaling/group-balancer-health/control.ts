import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { autoScalingGroupType } from '../../../../providers/aws/resources/auto_scaling_group/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-group-balancer-health',
  version: 1,
  title: 'Auto Scaling group behind a load balancer uses its health check',
  severity: 'low',
  category: 'resilience',
  risk: 'The check of EC2 sees only whether a machine runs. One whose application hangs stays in the group and answers with errors until somebody notices.',
  advice: {
    console:
      'EC2 → Auto Scaling groups → the group → Health checks → Edit: switch on "Elastic Load Balancing health checks".',
    cli: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --health-check-type ELB --health-check-grace-period 300',
    terraform: 'resource "aws_autoscaling_group" "this" {\n  health_check_type = "ELB"\n}',
    cloudformation: 'Type: AWS::AutoScaling::AutoScalingGroup\nProperties:\n  HealthCheckType: ELB',
  },
  references: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html'],
  resource: autoScalingGroupType,
  equivalents: ['prowler:autoscaling_group_elb_health_check_enabled'],
  evaluate({
    HealthCheckType: kinds = 'EC2',
    LoadBalancerNames: classic = [],
    TargetGroupARNs: targets = [],
  }) {
    if (classic.length + targets.length === 0)
      return notApplicable('The group is behind no load balancer.', 'TargetGroupARNs', 'LoadBalancerNames');
    if (kinds.split(',').includes('ELB'))
      return pass('The health check of the load balancer counts.', 'HealthCheckType');
    return fail(`The health check of the group is ${kinds} only.`, 'HealthCheckType');
  },
});
