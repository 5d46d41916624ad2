import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-vnc-closed',
  title: 'Security group does not open VNC to the internet',
  severity: 'high',
  risk: 'VNC shows and steers a desktop, with eight-letter passwords and often without encryption. Scanners publish screenshots of what they find.',
  service: networkServices.vnc,
  instead: 'Tunnel VNC through Session Manager port forwarding.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
