import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-cifs-closed',
  title: 'Security group does not open Windows file sharing to the internet',
  severity: 'high',
  risk: 'File shares and the services behind them (SMB over TCP and over NetBIOS) were made for a local network. Worms such as WannaCry spread by exactly these ports.',
  service: networkServices.cifs,
  instead: 'Reach shares over a VPN, or use Amazon FSx inside the network.',
  equivalents: ['prowler:ec2_instance_port_cifs_exposed_to_internet'],
});
