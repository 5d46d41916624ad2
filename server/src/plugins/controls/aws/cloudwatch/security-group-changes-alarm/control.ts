import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'ec2.amazonaws.com';
const names = [
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'RevokeSecurityGroupEgress',
  'CreateSecurityGroup',
  'DeleteSecurityGroup',
];

export const control = trailAlarmControl({
  what: 'security-group-changes',
  title: 'Somebody is told of changes of security groups',
  severity: 'medium',
  risk: 'One rule is enough to open a database to the internet. Scanners find it within minutes, so people should hear of it in minutes as well.',
  events: 'changes of security groups',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_log_metric_filter_security_group_changes'],
});
