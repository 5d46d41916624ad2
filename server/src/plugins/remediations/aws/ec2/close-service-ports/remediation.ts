import { closeToInternet } from '../close-to-internet.ts';
import { coversAny, servicePorts } from '../open-rules.ts';

const services = [
  ...['cassandra', 'cifs', 'docker', 'elasticsearch', 'ftp', 'kafka', 'kerberos', 'kubernetes'],
  ...['ldap', 'memcached', 'mongodb', 'mysql', 'nfs', 'oracle', 'postgresql', 'rabbitmq', 'redis'],
  ...['sql-server', 'telnet', 'vnc', 'winrm'],
];

export const remediation = closeToInternet({
  id: 'aws-ec2-close-service-ports',
  title: 'Close databases and internal services of a security group to the internet',
  description:
    'Takes away the inbound rules that let the internet reach the usual ports of databases, queues, file sharing, ' +
    'mail and consoles. SSH, RDP and the web are left alone, unless a rule for a range covers them too.',
  risk: 'medium',
  impact:
    'Clients that reach such a service over the internet are cut off. ' +
    'A rule for a range of ports goes as a whole, with every other port in it.',
  effortMinutes: 10,
  controls: services.map((service) => `aws-ec2-security-group-${service}-closed`),
  concerns: (rule) => coversAny(rule, servicePorts),
  inOrder: 'No rule lets the internet reach databases or internal services.',
  answersDrift: true,
});
