import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 'config.amazonaws.com';
const names = [
  'StopConfigurationRecorder',
  'DeleteDeliveryChannel',
  'PutDeliveryChannel',
  'PutConfigurationRecorder',
];

export const control = trailAlarmControl({
  what: 'config-changes',
  title: 'Somebody is told of changes of AWS Config',
  severity: 'medium',
  risk: 'Without the recorder there is no history of the configuration, and nobody can say later what was changed when.',
  events: 'changes of AWS Config',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: [
    'prowler:cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled',
  ],
});
