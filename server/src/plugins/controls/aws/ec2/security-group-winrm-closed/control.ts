import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-winrm-closed',
  title: 'Security group does not open WinRM to the internet',
  severity: 'high',
  risk: 'WinRM runs commands on Windows for whoever has credentials, and everybody may try them here.',
  service: networkServices.winrm,
  instead: 'Run Command of Systems Manager does the same without an open port.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
