import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-mongodb-not-exposed',
  title: 'The internet does not reach MongoDB on the instance',
  severity: 'critical',
  risk: 'The MongoDB server of this machine answers everybody; where no login is asked the data is simply there.',
  service: networkServices.mongodb,
  instead: 'Only the group of the application servers should be the source of the rule.',
  equivalents: ['prowler:ec2_instance_port_mongodb_exposed_to_internet'],
});
