import { trailAlarmExamples } from '../trail-alarm-examples.ts';

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
const anyOf = (events: readonly string[]): string =>
  `{ ${events.map((name) => `($.eventName = ${name})`).join(' || ')} }`;

export const examples = trailAlarmExamples(anyOf(names), {
  alsoGood: [
    anyOf([...names].reverse()),
    `{ ($.eventSource = ec2.amazonaws.com) && (${names.map((name) => `$.eventName="${name}"`).join('||')}) }`,
  ],
  notGood: [anyOf(names.slice(1)), '{ ($.eventSource = other.amazonaws.com) }'],
});
