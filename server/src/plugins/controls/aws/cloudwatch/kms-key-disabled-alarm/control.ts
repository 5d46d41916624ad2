import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'kms.amazonaws.com';
const names = ['DisableKey', 'ScheduleKeyDeletion'];

export const control = trailAlarmControl({
  what: 'kms-key-disabled',
  title: 'Somebody is told of keys that are disabled or scheduled for deletion',
  severity: 'medium',
  risk: 'Data whose key is gone is gone. Between the order to delete a key and its end lie at most 30 days in which somebody must notice.',
  events: 'disabled keys and keys scheduled for deletion',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk'],
});
