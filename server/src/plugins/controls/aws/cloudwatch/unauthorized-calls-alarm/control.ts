import { eventsWith, trailAlarmControl } from '../trail-alarm.ts';

const refusals = ['Client.UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException'];

export const control = trailAlarmControl({
  what: 'unauthorized-calls',
  title: 'Somebody is told of calls that were refused',
  severity: 'medium',
  risk: 'Whoever tries stolen keys runs into refusals first. A burst of them is the earliest sign of an intruder, and of an application that lost its permissions.',
  events: 'refused calls',
  // Deliveries of logs and HeadBucket are refused in daily life; a filter may leave them out.
  wanted: refusals.map((errorCode) =>
    eventsWith(errorCode, {
      errorCode: { is: [errorCode] },
      sourceIPAddress: { anythingBut: ['delivery.logs.amazonaws.com'] },
      eventName: { anythingBut: ['HeadBucket'] },
    }),
  ),
  pattern:
    '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
  equivalents: ['prowler:cloudwatch_log_metric_filter_unauthorized_api_calls'],
});
