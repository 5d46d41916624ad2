import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-ftp-closed',
  title: 'Security group does not open FTP to the internet',
  severity: 'high',
  risk: 'FTP sends passwords and files unencrypted, and its servers are old. Whoever listens on the way or tries credentials reaches the files.',
  service: networkServices.ftp,
  instead: 'AWS Transfer Family offers SFTP with keys and without a server of your own.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_ftp_20_21'],
});
