import { closeToInternet } from '../close-to-internet.ts';
import { coversAny, riskyPorts } from '../open-rules.ts';

export const remediation = closeToInternet({
  id: 'aws-ec2-close-risky-ports',
  title: 'Close all high-risk ports of a security group to the internet',
  description:
    'Takes away the inbound rules that let the internet reach SSH, RDP, databases, file sharing, mail and ' +
    'development servers, also those for ranges and for everything. Rules for named networks stay.',
  risk: 'high',
  impact:
    'Whoever administers machines or uses these services over the internet is cut off. ' +
    'A rule for a range of ports goes as a whole, with every other port in it.',
  effortMinutes: 15,
  controls: ['aws-ec2-security-group-high-risk-ports-closed'],
  concerns: (rule) => coversAny(rule, riskyPorts),
  inOrder: 'No rule lets the internet reach a high-risk port.',
  answersDrift: false,
});
