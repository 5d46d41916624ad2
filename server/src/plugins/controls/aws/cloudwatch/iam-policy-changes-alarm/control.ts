import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'iam.amazonaws.com';
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

export const control = trailAlarmControl({
  what: 'iam-policy-changes',
  title: 'Somebody is told of changes of IAM policies',
  severity: 'medium',
  risk: 'Who changes a policy changes what everybody may do. An intruder with a foothold widens it that way, and a review weeks later is too late.',
  events: 'changes of IAM policies',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_log_metric_filter_policy_changes'],
});
