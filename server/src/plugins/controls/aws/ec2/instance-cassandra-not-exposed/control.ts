import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-cassandra-not-exposed',
  title: 'The internet does not reach Cassandra on the instance',
  severity: 'critical',
  risk: 'The cluster, management and client ports of Cassandra on this machine answer everybody; JMX alone is enough to run code.',
  service: networkServices.cassandra,
  instead: 'Nodes should accept each other by their own group, clients by theirs.',
  equivalents: ['prowler:ec2_instance_port_cassandra_exposed_to_internet'],
});
