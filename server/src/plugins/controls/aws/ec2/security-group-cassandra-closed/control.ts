import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-cassandra-closed',
  title: 'Security group does not open Cassandra to the internet',
  severity: 'high',
  risk: 'The ports of the cluster let everybody join, manage or read it: JMX runs code, the Thrift and CQL ports give the data.',
  service: networkServices.cassandra,
  instead: 'Nodes should accept each other by their own group, clients by theirs.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_cassandra_7199_9160_8888'],
});
