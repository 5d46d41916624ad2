import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-mysql-closed',
  title: 'Security group does not open MySQL to the internet',
  severity: 'high',
  risk: 'The data itself is one password away from everybody. Open MySQL servers are found, emptied and held to ransom by machines.',
  service: networkServices.mysql,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306'],
});
