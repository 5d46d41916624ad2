import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-rdp-closed',
  title: 'Security group does not open RDP to the internet',
  severity: 'high',
  risk: 'Remote Desktop on the open internet is one of the most common ways in for ransomware: credentials are guessed day and night, and several holes needed no password at all.',
  service: networkServices.rdp,
  instead: 'Fleet Manager opens a desktop through Systems Manager, without an inbound rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389'],
});
