import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { isPublic } from '../../network-exposure/reachability.ts';

export const control = defineControl({
  id: 'aws-ec2-enclave-host-no-public-address',
  version: 1,
  title: 'Host of a Nitro enclave has no public address',
  severity: 'medium',
  category: 'networking',
  risk: 'Confidential work belongs to a machine that the internet cannot address: the host sees everything that goes in and out of the enclave.',
  advice: {
    console:
      'EC2 → start the host in a private subnet without a public address, and reach it through Session Manager.',
    cli: 'aws ec2 disassociate-address --association-id ASSOCIATION_ID',
    terraform:
      'resource "aws_instance" "host" {\n  subnet_id                   = aws_subnet.private.id\n  associate_public_ip_address = false\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  SubnetId: !Ref PrivateSubnet\n  EnclaveOptions: { Enabled: true }',
  },
  references: ['https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_confidential_workload_host_public_ip'],
  evaluate(instance) {
    if (instance.EnclaveOptions?.Enabled !== true)
      return notApplicable('No enclave runs on the instance.', 'EnclaveOptions.Enabled');
    if (isPublic(instance)) return fail('The host has a public address.', 'NetworkInterfaces', 'PublicIp');
    return pass('The host has no public address.', 'NetworkInterfaces', 'PublicIp');
  },
});
