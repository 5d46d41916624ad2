import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-imdsv2',
  version: 1,
  title: 'EC2 instance requires version 2 of the metadata service',
  severity: 'high',
  category: 'compute',
  risk: 'Version 1 of the metadata service answers any request from the machine. A web application that fetches an address for a visitor then hands out the credentials of the instance role.',
  advice: {
    console:
      'EC2 → Instances → the instance → Actions → Instance settings → Modify instance metadata options: IMDSv2 "Required".',
    cli: 'aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID --http-tokens required --http-endpoint enabled',
    terraform:
      'resource "aws_instance" "this" {\n  metadata_options {\n    http_tokens   = "required"\n    http_endpoint = "enabled"\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  MetadataOptions:\n    HttpTokens: required\n    HttpEndpoint: enabled',
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  ],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_imdsv2_enabled'],
  evaluate({ MetadataOptions: options }) {
    if (options?.HttpEndpoint === 'disabled')
      return pass('The metadata service is switched off.', 'MetadataOptions.HttpEndpoint');
    if (options?.HttpTokens === 'required')
      return pass('The metadata service asks for a session token.', 'MetadataOptions.HttpTokens');
    if (options?.HttpTokens === undefined)
      return unknown('AWS did not say how the metadata service is set.', 'MetadataOptions');
    return fail(
      'The metadata service answers requests without a session token (version 1).',
      'MetadataOptions.HttpTokens',
    );
  },
});
