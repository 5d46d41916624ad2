import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { administrationPorts } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-admin-ports-closed-ipv4',
  title: 'Security group does not open remote administration to 0.0.0.0/0',
  severity: 'high',
  risk: 'SSH and RDP are how servers are administered and how they are taken over. A rule for 0.0.0.0/0 lets every IPv4 address try.',
  service: administrationPorts,
  family: 4,
  instead: 'Session Manager gives shells and desktops without an inbound rule.',
  equivalents: [
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
  ],
});
