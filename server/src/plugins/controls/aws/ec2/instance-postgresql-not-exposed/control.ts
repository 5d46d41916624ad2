import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-postgresql-not-exposed',
  title: 'The internet does not reach PostgreSQL on the instance',
  severity: 'critical',
  risk: 'Everybody can try logins of the PostgreSQL server of this machine; as superuser an intruder runs programs on it.',
  service: networkServices.postgresql,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_instance_port_postgresql_exposed_to_internet'],
});
