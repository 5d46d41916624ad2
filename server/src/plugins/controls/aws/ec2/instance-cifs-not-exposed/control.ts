import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-cifs-not-exposed',
  title: 'The internet does not reach Windows file sharing on the instance',
  severity: 'critical',
  risk: 'Shares of this machine and the Windows services behind them are within reach of worms and of everybody who tries credentials.',
  service: networkServices.cifs,
  instead: 'Reach shares over a VPN, or use Amazon FSx inside the network.',
  equivalents: ['prowler:ec2_instance_port_cifs_exposed_to_internet'],
});
