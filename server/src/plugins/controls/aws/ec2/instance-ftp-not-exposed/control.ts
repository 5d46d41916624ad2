import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-ftp-not-exposed',
  title: 'The internet does not reach FTP on the instance',
  severity: 'critical',
  risk: 'Passwords of this FTP server travel in the clear and can be tried by everybody; uploaded files may be executed or handed on.',
  service: networkServices.ftp,
  instead: 'AWS Transfer Family offers SFTP with keys and without a server of your own.',
  equivalents: ['prowler:ec2_instance_port_ftp_exposed_to_internet'],
});
