import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-mysql-not-exposed',
  title: 'The internet does not reach MySQL on the instance',
  severity: 'critical',
  risk: 'Everybody can try logins of the MySQL server of this machine; a dump of the data is then one command.',
  service: networkServices.mysql,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_instance_port_mysql_exposed_to_internet'],
});
