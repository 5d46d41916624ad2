import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { autoScalingGroupType } from '../../../../providers/aws/resources/auto_scaling_group/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-group-several-zones',
  version: 1,
  title: 'Auto Scaling group spans at least two zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'A group in one zone cannot replace its machines when that zone fails: the service is down until the zone is back.',
  advice: {
    console: 'EC2 → Auto Scaling groups → the group → Details → Network → Edit: add subnets of another zone.',
    cli: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --vpc-zone-identifier "SUBNET_A,SUBNET_B"',
    terraform:
      'resource "aws_autoscaling_group" "this" {\n  vpc_zone_identifier = [aws_subnet.a.id, aws_subnet.b.id]\n}',
    cloudformation:
      'Type: AWS::AutoScaling::AutoScalingGroup\nProperties:\n  VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB]',
  },
  references: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html'],
  resource: autoScalingGroupType,
  equivalents: ['prowler:autoscaling_group_multiple_az'],
  evaluate({ AvailabilityZones: zones = [] }) {
    if (zones.length > 1) return pass(`The group spans ${zones.length} zones.`, 'AvailabilityZones');
    return fail(`The group stands in ${zones[0] ?? 'no zone'} only.`, 'AvailabilityZones');
  },
});
