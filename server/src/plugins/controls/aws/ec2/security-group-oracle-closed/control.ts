import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-oracle-closed',
  title: 'Security group does not open Oracle Database to the internet',
  severity: 'high',
  risk: 'An open listener tells the names of the databases and lets everybody try the many default accounts that Oracle products know.',
  service: networkServices.oracle,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_oracle_1521_2483'],
});
