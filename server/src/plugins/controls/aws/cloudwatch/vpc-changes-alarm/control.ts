import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'ec2.amazonaws.com';
const names = [
  'CreateVpc',
  'DeleteVpc',
  'ModifyVpcAttribute',
  'AcceptVpcPeeringConnection',
  'CreateVpcPeeringConnection',
  'DeleteVpcPeeringConnection',
  'RejectVpcPeeringConnection',
  'AttachClassicLinkVpc',
  'DetachClassicLinkVpc',
  'DisableVpcClassicLink',
  'EnableVpcClassicLink',
];

export const control = trailAlarmControl({
  what: 'vpc-changes',
  title: 'Somebody is told of changes of VPCs',
  severity: 'medium',
  risk: 'A peering connection joins two networks that were apart; a new VPC may lie outside of everything that is watched.',
  events: 'changes of VPCs',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_changes_to_vpcs_alarm_configured'],
});
