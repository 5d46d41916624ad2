import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-memcached-closed',
  title: 'Security group does not open Memcached to the internet',
  severity: 'high',
  risk: 'Memcached has no login and answers small UDP questions with large answers, so an open one leaks sessions and is used to flood others.',
  service: networkServices.memcached,
  instead:
    'Only the group of the application servers should be the source of the rule, and UDP should be switched off.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_memcached_11211'],
});
