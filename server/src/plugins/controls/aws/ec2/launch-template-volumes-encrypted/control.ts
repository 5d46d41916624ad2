import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { launchTemplateType } from '../../../../providers/aws/resources/launch_template/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-launch-template-volumes-encrypted',
  version: 1,
  title: 'Launch template does not switch off encryption of volumes',
  severity: 'medium',
  category: 'encryption',
  risk: 'A template that says "not encrypted" starts every machine with open disks, also after somebody has forgotten it, until the default of the region overrules it.',
  advice: {
    console:
      'EC2 → Launch templates → the template → Actions → Modify template → Storage: Encrypted "Yes" for each volume.',
    cli: "aws ec2 create-launch-template-version --launch-template-id LT_ID --source-version '$Latest' --launch-template-data 'BlockDeviceMappings=[{DeviceName=/dev/xvda,Ebs={Encrypted=true}}]'",
    terraform:
      'resource "aws_launch_template" "this" {\n  block_device_mappings {\n    device_name = "/dev/xvda"\n    ebs {\n      encrypted = true\n    }\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::LaunchTemplate\nProperties:\n  LaunchTemplateData:\n    BlockDeviceMappings:\n      - DeviceName: /dev/xvda\n        Ebs: { Encrypted: true }',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html'],
  resource: launchTemplateType,
  equivalents: [],
  withoutFramework:
    'The default of the region is what frameworks ask for; the template is the place where it is lost.',
  evaluate({ LaunchTemplateData, DefaultVersionData }) {
    for (const [path, data] of [
      ['LaunchTemplateData', LaunchTemplateData],
      ['DefaultVersionData', DefaultVersionData],
    ] as const) {
      if (data === undefined) continue;
      const open = data.BlockDeviceMappings?.findIndex(({ Ebs }) => Ebs?.Encrypted === false) ?? -1;
      if (open >= 0)
        return fail(
          `The ${path === 'LaunchTemplateData' ? 'latest' : 'default'} version makes ${data.BlockDeviceMappings?.[open]?.DeviceName} without encryption.`,
          `${path}.BlockDeviceMappings.${open}`,
        );
    }
    if (LaunchTemplateData === undefined)
      return unknown('The latest version of the template was not found.', 'LaunchTemplateData');
    return pass('No volume of the template is declared without encryption.', 'LaunchTemplateData');
  },
});
