import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-ldap-not-exposed',
  title: 'The internet does not reach LDAP on the instance',
  severity: 'critical',
  risk: 'The directory on this machine can be asked by everybody: for accounts and groups first, then for passwords.',
  service: networkServices.ldap,
  instead: 'Directories belong to the private network; people outside of it come through a VPN.',
  equivalents: ['prowler:ec2_instance_port_ldap_exposed_to_internet'],
});
