import { closeToInternet } from '../close-to-internet.ts';
import { administrationPorts, coversAny } from '../open-rules.ts';

export const remediation = closeToInternet({
  id: 'aws-ec2-close-administration-ports',
  title: 'Close SSH and RDP of a security group to the internet',
  description:
    'Takes away the inbound rules that let the internet reach TCP 22 and port 3389, also those for ranges and for ' +
    'everything. Rules for named networks, groups and prefix lists, and all outbound rules, stay.',
  risk: 'medium',
  impact:
    'Whoever administers the machines over the internet loses the way in; sessions that run may go on until they end. ' +
    'A rule for a range of ports goes as a whole, with every other port in it.',
  effortMinutes: 10,
  controls: [
    'aws-ec2-security-group-ssh-closed',
    'aws-ec2-security-group-rdp-closed',
    'aws-ec2-security-group-admin-ports-closed-ipv4',
    'aws-ec2-security-group-admin-ports-closed-ipv6',
    'aws-ec2-security-group-all-ports-closed',
  ],
  concerns: (rule) => coversAny(rule, administrationPorts),
  inOrder: 'No rule lets the internet reach SSH or RDP.',
  answersDrift: true,
});
