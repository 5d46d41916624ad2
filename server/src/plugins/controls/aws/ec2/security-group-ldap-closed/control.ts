import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-ldap-closed',
  title: 'Security group does not open LDAP to the internet',
  severity: 'high',
  risk: 'A directory that everybody can ask tells names, groups and machines, lets passwords be tried and amplifies floods against others.',
  service: networkServices.ldap,
  instead: 'Directories belong to the private network; people outside of it come through a VPN.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
