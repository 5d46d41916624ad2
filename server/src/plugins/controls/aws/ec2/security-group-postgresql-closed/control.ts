import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-postgresql-closed',
  title: 'Security group does not open PostgreSQL to the internet',
  severity: 'high',
  risk: 'The data itself is one password away from everybody, and a superuser of PostgreSQL can run programs on the machine.',
  service: networkServices.postgresql,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432'],
});
