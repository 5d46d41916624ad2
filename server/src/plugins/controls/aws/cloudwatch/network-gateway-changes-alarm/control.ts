import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'ec2.amazonaws.com';
const names = [
  'CreateCustomerGateway',
  'DeleteCustomerGateway',
  'AttachInternetGateway',
  'CreateInternetGateway',
  'DeleteInternetGateway',
  'DetachInternetGateway',
];

export const control = trailAlarmControl({
  what: 'network-gateway-changes',
  title: 'Somebody is told of changes of network gateways',
  severity: 'medium',
  risk: 'A new gateway connects a network that was closed to the internet or to somebody else.',
  events: 'changes of network gateways',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_changes_to_network_gateways_alarm_configured'],
});
