import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { launchConfigurationType } from '../../../../providers/aws/resources/launch_configuration/schema.ts';

export const control = defineControl({
  id: 'aws-autoscaling-launch-configuration-imdsv2',
  version: 1,
  title: 'Launch configuration requires version 2 of the metadata service',
  severity: 'high',
  category: 'compute',
  risk: 'Every machine of the group answers version 1 of the metadata service, so that one flaw in a web application gives away the credentials of their role.',
  advice: {
    console:
      'EC2 → Launch configurations: copy it to a launch template with metadata version "V2 only" and switch the group to it. A configuration itself cannot be changed.',
    cli: 'aws autoscaling create-launch-configuration --launch-configuration-name NEW_NAME --image-id IMAGE_ID --instance-type TYPE --metadata-options HttpTokens=required',
    terraform:
      'resource "aws_launch_configuration" "this" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
    cloudformation:
      'Type: AWS::AutoScaling::LaunchConfiguration\nProperties:\n  MetadataOptions:\n    HttpTokens: required',
  },
  references: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html'],
  resource: launchConfigurationType,
  equivalents: ['prowler:autoscaling_group_launch_configuration_requires_imdsv2'],
  evaluate({ MetadataOptions: options }) {
    if (options?.HttpTokens === 'required')
      return pass('The metadata service asks for a session token.', 'MetadataOptions');
    if (options?.HttpEndpoint === 'disabled')
      return pass('The metadata service is switched off.', 'MetadataOptions');
    return fail(
      'Machines answer version 1 of the metadata service, which is the default.',
      'MetadataOptions',
    );
  },
});
