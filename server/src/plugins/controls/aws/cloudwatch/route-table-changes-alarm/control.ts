import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'ec2.amazonaws.com';
const names = [
  'CreateRoute',
  'CreateRouteTable',
  'ReplaceRoute',
  'ReplaceRouteTableAssociation',
  'DeleteRouteTable',
  'DeleteRoute',
  'DisassociateRouteTable',
];

export const control = trailAlarmControl({
  what: 'route-table-changes',
  title: 'Somebody is told of changes of route tables',
  severity: 'medium',
  risk: 'A changed route sends traffic past the firewall or to a machine that listens. Those who use the network notice nothing.',
  events: 'changes of route tables',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_changes_to_network_route_tables_alarm_configured'],
});
