import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-kubernetes-closed',
  title: 'Security group does not open Kubernetes and etcd to the internet',
  severity: 'critical',
  risk: 'API server, kubelet and etcd govern everything that runs in a cluster. etcd holds all secrets; an open kubelet runs commands in every container.',
  service: networkServices.kubernetes,
  instead: 'Reach self-managed control planes over a VPN or a bastion; only nodes need these ports.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
