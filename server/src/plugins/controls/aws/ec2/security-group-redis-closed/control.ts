import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-redis-closed',
  title: 'Security group does not open Redis to the internet',
  severity: 'high',
  risk: 'Redis was made for trusted networks and often asks for no password. Whoever can connect reads sessions and can write files on the machine.',
  service: networkServices.redis,
  instead:
    'Only the group of the application servers should be the source of the rule, and AUTH and TLS should be on.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_redis_6379'],
});
