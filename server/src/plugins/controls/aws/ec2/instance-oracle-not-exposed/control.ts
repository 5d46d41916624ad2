import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-oracle-not-exposed',
  title: 'The internet does not reach Oracle Database on the instance',
  severity: 'critical',
  risk: 'The Oracle listener of this machine answers everybody, so its default accounts and its holes can be tried from anywhere.',
  service: networkServices.oracle,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_instance_port_oracle_exposed_to_internet'],
});
