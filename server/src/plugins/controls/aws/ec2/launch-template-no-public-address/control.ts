import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { launchTemplateType } from '../../../../providers/aws/resources/launch_template/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-launch-template-no-public-address',
  version: 1,
  title: 'Launch template gives no public address',
  severity: 'high',
  category: 'networking',
  risk: 'Machines that start from the template are on the internet from their first second, whatever the subnet would have done.',
  advice: {
    console:
      'EC2 → Launch templates → the template → Actions → Modify template → Network settings → Advanced: "Auto-assign public IP" Disable.',
    cli: "aws ec2 create-launch-template-version --launch-template-id LT_ID --source-version '$Latest' --launch-template-data 'NetworkInterfaces=[{DeviceIndex=0,AssociatePublicIpAddress=false}]'",
    terraform:
      'resource "aws_launch_template" "this" {\n  network_interfaces {\n    associate_public_ip_address = false\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::LaunchTemplate\nProperties:\n  LaunchTemplateData:\n    NetworkInterfaces:\n      - DeviceIndex: 0\n        AssociatePublicIpAddress: false',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html'],
  resource: launchTemplateType,
  equivalents: ['prowler:ec2_launch_template_no_public_ip'],
  evaluate({ LaunchTemplateData, DefaultVersionData }) {
    for (const [path, data] of [
      ['LaunchTemplateData', LaunchTemplateData],
      ['DefaultVersionData', DefaultVersionData],
    ] as const) {
      if (data === undefined) continue;
      const card =
        data.NetworkInterfaces?.findIndex(
          ({ AssociatePublicIpAddress }) => AssociatePublicIpAddress === true,
        ) ?? -1;
      if (card >= 0)
        return fail(
          `The ${path === 'LaunchTemplateData' ? 'latest' : 'default'} version gives a public address.`,
          `${path}.NetworkInterfaces.${card}`,
        );
    }
    if (LaunchTemplateData === undefined)
      return unknown('The latest version of the template was not found.', 'LaunchTemplateData');
    return pass('The template asks for no public address.', 'LaunchTemplateData');
  },
});
