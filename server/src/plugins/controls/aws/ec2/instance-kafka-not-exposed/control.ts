import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-kafka-not-exposed',
  title: 'The internet does not reach Kafka on the instance',
  severity: 'critical',
  risk: 'Everybody can talk to the broker on this machine. Without authentication all topics can be read and false messages be written.',
  service: networkServices.kafka,
  instead: 'Clients outside of the VPC can come through PrivateLink or a VPN.',
  equivalents: ['prowler:ec2_instance_port_kafka_exposed_to_internet'],
});
