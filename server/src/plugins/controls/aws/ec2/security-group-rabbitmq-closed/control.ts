import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-rabbitmq-closed',
  title: 'Security group does not open RabbitMQ to the internet',
  severity: 'high',
  risk: 'The broker and its management page know a default account, and whoever gets in reads and writes all queues.',
  service: networkServices.rabbitmq,
  instead:
    'Only the group of producers and consumers should be the source of the rule; the management page is reached through port forwarding.',
  equivalents: [],
  withoutFramework: 'No framework that is shipped names this service.',
});
