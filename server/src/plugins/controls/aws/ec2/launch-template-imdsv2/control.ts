import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { launchTemplateType } from '../../../../providers/aws/resources/launch_template/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-launch-template-imdsv2',
  version: 1,
  title: 'Launch template requires version 2 of the metadata service',
  severity: 'high',
  category: 'compute',
  risk: 'Every machine that is started from the template answers version 1 of the metadata service, so a web application on it can be tricked into handing out credentials.',
  advice: {
    console:
      'EC2 → Launch templates → the template → Actions → Modify template → Advanced details: Metadata version "V2 only"; set the new version as default.',
    cli: "aws ec2 create-launch-template-version --launch-template-id LT_ID --source-version '$Latest' --launch-template-data 'MetadataOptions={HttpTokens=required}'",
    terraform:
      'resource "aws_launch_template" "this" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::LaunchTemplate\nProperties:\n  LaunchTemplateData:\n    MetadataOptions: { HttpTokens: required }',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html'],
  resource: launchTemplateType,
  equivalents: ['prowler:ec2_launch_template_imdsv2_required'],
  evaluate({ LaunchTemplateData, DefaultVersionData }) {
    for (const [path, data] of [
      ['LaunchTemplateData', LaunchTemplateData],
      ['DefaultVersionData', DefaultVersionData],
    ] as const) {
      if (data === undefined) continue;
      const { HttpTokens, HttpEndpoint } = data.MetadataOptions ?? {};
      if (HttpTokens !== 'required' && HttpEndpoint !== 'disabled')
        return fail(
          `The ${path === 'LaunchTemplateData' ? 'latest' : 'default'} version does not require session tokens.`,
          `${path}.MetadataOptions`,
        );
    }
    if (LaunchTemplateData === undefined)
      return unknown('The latest version of the template was not found.', 'LaunchTemplateData');
    return pass('Machines from the template answer version 2 only.', 'LaunchTemplateData');
  },
});
