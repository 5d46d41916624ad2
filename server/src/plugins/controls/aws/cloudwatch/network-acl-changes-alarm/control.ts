import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'ec2.amazonaws.com';
const names = [
  'CreateNetworkAcl',
  'CreateNetworkAclEntry',
  'DeleteNetworkAcl',
  'DeleteNetworkAclEntry',
  'ReplaceNetworkAclEntry',
  'ReplaceNetworkAclAssociation',
];

export const control = trailAlarmControl({
  what: 'network-acl-changes',
  title: 'Somebody is told of changes of network ACLs',
  severity: 'medium',
  risk: 'Network ACLs are the outer fence of subnets. A changed entry can open a whole network, or cut off production.',
  events: 'changes of network ACLs',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_changes_to_network_acls_alarm_configured'],
});
