import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-rdp-not-exposed',
  title: 'The internet does not reach RDP on the instance',
  severity: 'critical',
  risk: 'The desktop of this machine can be tried by everybody. Guessed credentials or one hole in the service give an intruder a whole session on it.',
  service: networkServices.rdp,
  instead: 'Fleet Manager opens a desktop through Systems Manager, without an inbound rule.',
  equivalents: ['prowler:ec2_instance_port_rdp_exposed_to_internet'],
});
