import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'organizations.amazonaws.com';
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

export const control = trailAlarmControl({
  what: 'organizations-changes',
  title: 'Somebody is told of changes of the organisation',
  severity: 'medium',
  risk: 'An account that leaves the organisation, or a guardrail that is taken off it, is free of the rules that all others obey.',
  events: 'changes of the organisation',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_log_metric_filter_aws_organizations_changes'],
});
