import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-kerberos-not-exposed',
  title: 'The internet does not reach Kerberos on the instance',
  severity: 'critical',
  risk: 'Accounts of the domain can be listed and their tickets be cracked by everybody, because this machine answers Kerberos to the internet.',
  service: networkServices.kerberos,
  instead: 'Domain controllers belong to the private network; people outside of it come through a VPN.',
  equivalents: ['prowler:ec2_instance_port_kerberos_exposed_to_internet'],
});
