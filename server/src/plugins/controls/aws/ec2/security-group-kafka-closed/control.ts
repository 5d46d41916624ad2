import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-kafka-closed',
  title: 'Security group does not open Kafka to the internet',
  severity: 'high',
  risk: 'A broker without authentication lets everybody read and write every topic: business events, logs and whatever else flows through it.',
  service: networkServices.kafka,
  instead: 'Clients outside of the VPC can come through PrivateLink or a VPN.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_kafka_9092'],
});
