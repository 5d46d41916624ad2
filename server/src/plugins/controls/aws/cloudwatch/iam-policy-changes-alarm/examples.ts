import { trailAlarmExamples } from '../trail-alarm-examples.ts';

const names = [
  'DeleteGroupPolicy',
  'DeleteRolePolicy',
  'DeleteUserPolicy',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
  'CreatePolicy',
  'DeletePolicy',
  'CreatePolicyVersion',
  'DeletePolicyVersion',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'AttachUserPolicy',
  'DetachUserPolicy',
  'AttachGroupPolicy',
  'DetachGroupPolicy',
];
const anyOf = (events: readonly string[]): string =>
  `{ ${events.map((name) => `($.eventName = ${name})`).join(' || ')} }`;

export const examples = trailAlarmExamples(anyOf(names), {
  alsoGood: [
    anyOf([...names].reverse()),
    `{ ($.eventSource = iam.amazonaws.com) && (${names.map((name) => `$.eventName="${name}"`).join('||')}) }`,
  ],
  notGood: [anyOf(names.slice(1)), '{ ($.eventSource = other.amazonaws.com) }'],
});
