import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-enclave-host-running',
  version: 1,
  title: 'Host of a Nitro enclave runs',
  severity: 'medium',
  category: 'compute',
  risk: 'A host that stands still processes nothing, and its enclave is rebuilt by hand when it is missed. Its attestation has to be checked anew after each start.',
  advice: {
    console: 'EC2 → Instances → the host → Instance state → Start, or terminate it when its work has moved.',
    cli: 'aws ec2 start-instances --instance-ids INSTANCE_ID',
    terraform:
      'resource "aws_ec2_instance_state" "host" {\n  instance_id = aws_instance.host.id\n  state       = "running"\n}',
    cloudformation:
      '# Delete a host that is not needed, or start it; the state is not part of a template.\nType: AWS::EC2::Instance',
  },
  references: ['https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_confidential_workload_host_not_running'],
  evaluate(instance) {
    if (instance.EnclaveOptions?.Enabled !== true)
      return notApplicable('No enclave runs on the instance.', 'EnclaveOptions.Enabled');
    const state = instance.State?.Name;
    if (state === 'running') return pass('The host runs.', 'State.Name');
    return fail(`The host is ${state ?? 'in no state that is told'}.`, 'State.Name');
  },
});
