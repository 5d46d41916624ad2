import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-telnet-not-exposed',
  title: 'The internet does not reach Telnet on the instance',
  severity: 'critical',
  risk: 'A Telnet login to this machine can be overheard and guessed by everybody. It is a favourite of botnets.',
  service: networkServices.telnet,
  instead: 'Remove the Telnet server and use Session Manager for a shell.',
  equivalents: ['prowler:ec2_instance_port_telnet_exposed_to_internet'],
});
