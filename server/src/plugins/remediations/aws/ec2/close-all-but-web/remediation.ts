import { closeToInternet } from '../close-to-internet.ts';
import { isMoreThanWeb } from '../open-rules.ts';

export const remediation = closeToInternet({
  id: 'aws-ec2-close-all-but-web',
  title: 'Open nothing but web ports of a security group to the internet',
  description:
    'Takes away every inbound rule that lets the internet reach another port than 80 and 443. Rules for one of ' +
    'these ports alone stay, and so do rules for named networks, groups and prefix lists.',
  risk: 'high',
  impact:
    'Every service for the public on another port is cut off: games, mail, VPN, APIs on ports of their own. ' +
    'A rule for a range goes as a whole, also where 80 or 443 is in it.',
  effortMinutes: 15,
  controls: ['aws-ec2-security-group-only-web-open'],
  concerns: isMoreThanWeb,
  inOrder: 'At most the ports 80 and 443 are open to the internet.',
  answersDrift: false,
});
