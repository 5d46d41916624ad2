import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { autoScalingGroupType } from '../../../../providers/aws/resources/auto_scaling_group/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-group-launch-template',
  version: 1,
  title: 'Auto Scaling group starts machines from a launch template',
  severity: 'low',
  category: 'compute',
  risk: 'Launch configurations are not developed any more: they have no versions and know neither new instance types nor most of the newer protections.',
  advice: {
    console:
      'EC2 → Launch configurations → the configuration → Copy to launch template; then Auto Scaling groups → the group → Launch configuration → Edit → Switch to launch template.',
    cli: "aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME --launch-template 'LaunchTemplateId=LT_ID,Version=$Default'",
    terraform:
      'resource "aws_autoscaling_group" "this" {\n  launch_template {\n    id      = aws_launch_template.this.id\n    version = "$Default"\n  }\n}',
    cloudformation:
      'Type: AWS::AutoScaling::AutoScalingGroup\nProperties:\n  LaunchTemplate:\n    LaunchTemplateId: !Ref Template\n    Version: !GetAtt Template.DefaultVersionNumber',
  },
  references: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html'],
  resource: autoScalingGroupType,
  equivalents: ['prowler:autoscaling_group_using_ec2_launch_template'],
  evaluate({
    LaunchTemplate: template,
    MixedInstancesPolicy: mixed,
    LaunchConfigurationName: configuration,
  }) {
    const named = template ?? mixed?.LaunchTemplate?.LaunchTemplateSpecification;
    if (named !== undefined)
      return pass(
        `The group uses the launch template ${named.LaunchTemplateName ?? named.LaunchTemplateId}.`,
        'LaunchTemplate',
        'MixedInstancesPolicy',
      );
    return fail(
      `The group uses the launch configuration ${configuration ?? 'of an instance'}.`,
      'LaunchConfigurationName',
    );
  },
});
