import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-sql-server-not-exposed',
  title: 'The internet does not reach SQL Server on the instance',
  severity: 'critical',
  risk: 'This machine offers its SQL Server to everybody. A guessed administrator login gives the data and a command line.',
  service: networkServices.sqlServer,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_instance_port_sqlserver_exposed_to_internet'],
});
