import { trailAlarmExamples } from '../trail-alarm-examples.ts';

const names = [
  'AcceptHandshake',
  'AttachPolicy',
  'CreateAccount',
  'CreateOrganizationalUnit',
  'CreatePolicy',
  'DeclineHandshake',
  'DeleteOrganization',
  'DeleteOrganizationalUnit',
  'DeletePolicy',
  'DetachPolicy',
  'DisablePolicyType',
  'EnablePolicyType',
  'InviteAccountToOrganization',
  'LeaveOrganization',
  'MoveAccount',
  'RemoveAccountFromOrganization',
  'UpdatePolicy',
  'UpdateOrganizationalUnit',
];
const anyOf = (events: readonly string[]): string =>
  `{ ${events.map((name) => `($.eventName = ${name})`).join(' || ')} }`;

export const examples = trailAlarmExamples(anyOf(names), {
  alsoGood: [
    anyOf([...names].reverse()),
    `{ ($.eventSource = organizations.amazonaws.com) && (${names.map((name) => `$.eventName="${name}"`).join('||')}) }`,
  ],
  notGood: [anyOf(names.slice(1)), '{ ($.eventSource = other.amazonaws.com) }'],
});
