import { networkAclPorts } from '../../network-exposure/acl-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = networkAclPorts({
  id: 'aws-vpc-network-acl-rdp-closed',
  title: 'Network ACL does not admit the internet to RDP',
  severity: 'medium',
  risk: 'The network ACL is the second line behind the security groups of a subnet. When it admits everybody to RDP, one careless group is enough to open every machine of the subnet.',
  service: networkServices.rdp,
  equivalents: ['prowler:ec2_networkacl_allow_ingress_tcp_port_3389'],
});
