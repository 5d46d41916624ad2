import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-telnet-closed',
  title: 'Security group does not open Telnet to the internet',
  severity: 'high',
  risk: 'Telnet has no encryption: whoever is on the way reads the password and everything that is typed. Botnets try its default accounts all the time.',
  service: networkServices.telnet,
  instead: 'Remove the Telnet server and use Session Manager for a shell.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_telnet_23'],
});
