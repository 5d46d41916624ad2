import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-docker-closed',
  title: 'Security group does not open the Docker API to the internet',
  severity: 'critical',
  risk: 'The Docker API without client certificates is a root shell for everybody: a container that mounts the disk of the host is one request.',
  service: networkServices.docker,
  instead:
    'Use the socket on the machine itself, or SSH through Session Manager as the transport of the Docker client.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
