import { eventsWith, trailAlarmControl } from '../trail-alarm.ts';

export const control = trailAlarmControl({
  what: 'failed-sign-ins',
  title: 'Somebody is told of failed console sign-ins',
  severity: 'medium',
  risk: 'Guessing passwords looks like a row of failed sign-ins. Who hears of them can act before one succeeds.',
  events: 'failed console sign-ins',
  wanted: [
    eventsWith('ConsoleLogin with failed authentication', {
      eventName: { is: ['ConsoleLogin'] },
      eventSource: { is: ['signin.amazonaws.com'] },
      eventType: { is: ['AwsConsoleSignIn'] },
      errorMessage: { is: ['Failed authentication'] },
      'responseElements.ConsoleLogin': { is: ['Failure'] },
    }),
  ],
  pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  equivalents: ['prowler:cloudwatch_log_metric_filter_authentication_failures'],
});
