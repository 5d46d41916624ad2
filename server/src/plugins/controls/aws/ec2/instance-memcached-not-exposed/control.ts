import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-memcached-not-exposed',
  title: 'The internet does not reach Memcached on the instance',
  severity: 'critical',
  risk: 'Everybody can read the cache of this machine, and over UDP it can be misused to flood others.',
  service: networkServices.memcached,
  instead:
    'Only the group of the application servers should be the source of the rule, and UDP should be switched off.',
  equivalents: ['prowler:ec2_instance_port_memcached_exposed_to_internet'],
});
