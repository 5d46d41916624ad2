import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-mongodb-closed',
  title: 'Security group does not open MongoDB to the internet',
  severity: 'high',
  risk: 'Tens of thousands of open MongoDB servers were emptied and held to ransom. Older ones ask for no login at all.',
  service: networkServices.mongodb,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mongodb_27017_27018'],
});
