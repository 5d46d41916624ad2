import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { autoScalingGroupType } from '../../../../providers/aws/resources/auto_scaling_group/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-group-several-instance-types',
  version: 1,
  title: 'Auto Scaling group may use several instance types',
  severity: 'low',
  category: 'resilience',
  risk: 'When AWS has no machine of the one type left in a zone, a group that knows no other cannot grow or heal, usually when everybody else grows too.',
  advice: {
    console:
      'EC2 → Auto Scaling groups → the group → Instance type requirements → Override launch template: add similar types, over at least two zones.',
    cli: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --mixed-instances-policy file://policy.json',
    terraform:
      'resource "aws_autoscaling_group" "this" {\n  mixed_instances_policy {\n    launch_template {\n      launch_template_specification {\n        launch_template_id = aws_launch_template.this.id\n      }\n      override {\n        instance_type = "m6i.large"\n      }\n      override {\n        instance_type = "m7i.large"\n      }\n    }\n  }\n}',
    cloudformation:
      'MixedInstancesPolicy:\n  LaunchTemplate:\n    Overrides:\n      - InstanceType: m6i.large\n      - InstanceType: m7i.large',
  },
  references: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html',
  ],
  resource: autoScalingGroupType,
  equivalents: ['prowler:autoscaling_group_multiple_instance_types'],
  evaluate({ MixedInstancesPolicy: mixed, AvailabilityZones: zones = [] }) {
    const overrides = (mixed?.LaunchTemplate?.Overrides ?? []) as readonly {
      InstanceType?: string;
      InstanceRequirements?: object;
    }[];
    const types = new Set(overrides.map(({ InstanceType }) => InstanceType));
    const byNeed = overrides.some(({ InstanceRequirements }) => InstanceRequirements !== undefined);
    if ((types.size > 1 || byNeed) && zones.length > 1)
      return pass(
        byNeed
          ? 'The group takes any type that fits its requirements.'
          : `The group may use ${types.size} types.`,
        'MixedInstancesPolicy',
      );
    return fail(
      types.size > 1 || byNeed
        ? 'The group may use several types, in one zone only.'
        : 'The group knows one instance type.',
      'MixedInstancesPolicy',
      'AvailabilityZones',
    );
  },
});
