import { eventsWith, trailAlarmControl } from '../trail-alarm.ts';

export const control = trailAlarmControl({
  what: 'root-usage',
  title: 'Somebody is told when the root user is used',
  severity: 'medium',
  risk: 'The root user may do everything and no policy holds it back. Its use should be so rare that each one is worth a message.',
  events: 'use of the root user',
  // Not what a service does in its name, and not events of the services themselves.
  wanted: [
    eventsWith('use of the root user', {
      'userIdentity.type': { is: ['Root'] },
      'userIdentity.invokedBy': { missing: true },
      eventType: { anythingBut: ['AwsServiceEvent'] },
    }),
  ],
  pattern:
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  equivalents: ['prowler:cloudwatch_log_metric_filter_root_usage'],
});
