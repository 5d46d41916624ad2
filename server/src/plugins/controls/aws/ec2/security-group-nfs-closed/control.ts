import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-nfs-closed',
  title: 'Security group does not open NFS to the internet',
  severity: 'high',
  risk: 'NFS trusts addresses and user numbers that a client names itself. Shares that the internet reaches can be read and changed.',
  service: networkServices.nfs,
  instead: 'Use EFS with TLS and access points, inside the VPC.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
