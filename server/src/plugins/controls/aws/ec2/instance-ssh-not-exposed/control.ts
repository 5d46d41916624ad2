import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-ssh-not-exposed',
  title: 'The internet does not reach SSH on the instance',
  severity: 'critical',
  risk: 'The server answers SSH to the whole internet: one weak password, one leaked key or one hole in the daemon is enough for a shell on it.',
  service: networkServices.ssh,
  instead: 'Session Manager or EC2 Instance Connect give a shell without an open port.',
  equivalents: ['prowler:ec2_instance_port_ssh_exposed_to_internet'],
});
