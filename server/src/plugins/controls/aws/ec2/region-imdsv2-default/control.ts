import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-region-imdsv2-default',
  version: 1,
  title: 'New instances of the region require version 2 of the metadata service',
  severity: 'high',
  category: 'compute',
  risk: 'Without a default every launch decides for itself, and one that says nothing may get version 1. The default of the account closes that for all new machines.',
  advice: {
    console:
      'EC2 → Dashboard → Account attributes → Data protection and security → IMDS defaults → Manage: "V2 only (token required)", in each region.',
    cli: 'aws ec2 modify-instance-metadata-defaults --region REGION --http-tokens required',
    terraform: 'resource "aws_ec2_instance_metadata_defaults" "this" {\n  http_tokens = "required"\n}',
    cloudformation:
      '# CloudFormation has no resource for it; set it in the launch templates besides:\nType: AWS::EC2::LaunchTemplate\nProperties:\n  LaunchTemplateData:\n    MetadataOptions: { HttpTokens: required }',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html'],
  resource: ec2RegionSettingsType,
  equivalents: ['prowler:ec2_instance_account_imdsv2_enabled'],
  evaluate({ InstanceMetadataDefaults: defaults }) {
    if (defaults?.HttpTokens === 'required')
      return pass('The default of the region is version 2.', 'InstanceMetadataDefaults');
    if (defaults?.HttpEndpoint === 'disabled')
      return pass('By default the metadata service is off.', 'InstanceMetadataDefaults');
    return fail('The region has no default that requires session tokens.', 'InstanceMetadataDefaults');
  },
});
