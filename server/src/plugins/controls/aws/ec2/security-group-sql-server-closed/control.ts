import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-sql-server-closed',
  title: 'Security group does not open SQL Server to the internet',
  severity: 'high',
  risk: 'The database can be attacked without touching the application: logins are guessed, and an administrator of it can run commands on the machine.',
  service: networkServices.sqlServer,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_sql_server_1433_1434'],
});
