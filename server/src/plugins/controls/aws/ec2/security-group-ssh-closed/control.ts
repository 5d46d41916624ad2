import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-ssh-closed',
  title: 'Security group does not open SSH to the internet',
  severity: 'high',
  risk: 'Every address of the internet can try passwords and stolen keys, and reaches the SSH server itself when a hole is found in it. Scanners find an open port 22 within minutes.',
  service: networkServices.ssh,
  instead: 'Session Manager or EC2 Instance Connect give a shell without an open port.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22'],
});
