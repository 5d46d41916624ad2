import { eventsWith, trailAlarmControl } from '../trail-alarm.ts';

export const control = trailAlarmControl({
  what: 'sign-in-without-mfa',
  title: 'Somebody is told of console sign-ins without a second factor',
  severity: 'medium',
  risk: 'A sign-in by password alone is what a stolen password looks like. Each of them is a person without a second factor, or somebody else.',
  events: 'console sign-ins without a second factor',
  // Of IAM users who got in: federated people show their second factor elsewhere.
  wanted: [
    eventsWith('ConsoleLogin without MFA', {
      eventName: { is: ['ConsoleLogin'] },
      eventSource: { is: ['signin.amazonaws.com'] },
      eventType: { is: ['AwsConsoleSignIn'] },
      'additionalEventData.MFAUsed': { is: ['No'] },
      'userIdentity.type': { is: ['IAMUser'] },
      'responseElements.ConsoleLogin': { is: ['Success'] },
    }),
  ],
  pattern:
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  equivalents: ['prowler:cloudwatch_log_metric_filter_sign_in_without_mfa'],
});
