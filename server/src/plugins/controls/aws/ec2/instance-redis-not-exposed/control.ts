import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-redis-not-exposed',
  title: 'The internet does not reach Redis on the instance',
  severity: 'critical',
  risk: 'This Redis server answers everybody, often without a password. Its cache can be read, changed and used to write files on the machine.',
  service: networkServices.redis,
  instead:
    'Only the group of the application servers should be the source of the rule, and AUTH and TLS should be on.',
  equivalents: ['prowler:ec2_instance_port_redis_exposed_to_internet'],
});
