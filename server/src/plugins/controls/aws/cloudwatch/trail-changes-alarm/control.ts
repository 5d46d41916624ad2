import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'cloudtrail.amazonaws.com';
const names = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];

export const control = trailAlarmControl({
  what: 'trail-changes',
  title: 'Somebody is told of changes of trails',
  severity: 'medium',
  risk: 'The first thing that many intruders do is to switch off the recording. When nobody hears of it, everything after it leaves no trace.',
  events: 'changes of trails',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: [
    'prowler:cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
  ],
});
