import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-enclave-host-imdsv2',
  version: 1,
  title: 'Host of a Nitro enclave requires version 2 of the metadata service',
  severity: 'high',
  category: 'compute',
  risk: 'The host of an enclave holds the role by which the enclave gets its keys. Credentials that leak over version 1 of the metadata service undermine what the enclave was made for.',
  advice: {
    console:
      'EC2 → Instances → the host → Actions → Instance settings → Modify instance metadata options: IMDSv2 "Required".',
    cli: 'aws ec2 modify-instance-metadata-options --instance-id INSTANCE_ID --http-tokens required',
    terraform:
      'resource "aws_instance" "host" {\n  enclave_options {\n    enabled = true\n  }\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  EnclaveOptions: { Enabled: true }\n  MetadataOptions: { HttpTokens: required }',
  },
  references: ['https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_confidential_workload_host_imdsv2_not_enforced'],
  evaluate(instance) {
    if (instance.EnclaveOptions?.Enabled !== true)
      return notApplicable('No enclave runs on the instance.', 'EnclaveOptions.Enabled');
    const { HttpTokens, HttpEndpoint } = instance.MetadataOptions ?? {};
    if (HttpTokens === 'required' || HttpEndpoint === 'disabled')
      return pass('The host gives credentials only for a session token.', 'MetadataOptions');
    return fail('The host answers version 1 of the metadata service.', 'MetadataOptions');
  },
});
