import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-kerberos-closed',
  title: 'Security group does not open Kerberos to the internet',
  severity: 'high',
  risk: 'An open key distribution centre tells which accounts exist and hands out tickets that can be cracked at leisure.',
  service: networkServices.kerberos,
  instead: 'Domain controllers belong to the private network; people outside of it come through a VPN.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
