import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { launchConfigurationType } from '../../../../providers/aws/resources/launch_configuration/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-launch-configuration-no-public-address',
  version: 1,
  title: 'Launch configuration gives no public address',
  severity: 'high',
  category: 'networking',
  risk: 'Each machine that the group starts is on the internet by itself, although a load balancer in front of the group would be enough.',
  advice: {
    console:
      'EC2 → Launch configurations: copy it to a launch template with "Auto-assign public IP" off and switch the group to it.',
    cli: 'aws autoscaling create-launch-configuration --launch-configuration-name NEW_NAME --image-id IMAGE_ID --instance-type TYPE --no-associate-public-ip-address',
    terraform: 'resource "aws_launch_configuration" "this" {\n  associate_public_ip_address = false\n}',
    cloudformation:
      'Type: AWS::AutoScaling::LaunchConfiguration\nProperties:\n  AssociatePublicIpAddress: false',
  },
  references: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html'],
  resource: launchConfigurationType,
  equivalents: ['prowler:autoscaling_group_launch_configuration_no_public_ip'],
  evaluate({ AssociatePublicIpAddress: gives }) {
    if (gives === true) return fail('Each machine gets a public address.', 'AssociatePublicIpAddress');
    return pass(
      gives === false
        ? 'Machines get no public address.'
        : 'The configuration leaves addresses to the subnet.',
      'AssociatePublicIpAddress',
    );
  },
});
