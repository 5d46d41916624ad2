import { trailAlarmExamples } from '../trail-alarm-examples.ts';

export const examples = trailAlarmExamples(
  '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  {
    alsoGood: [
      '{ ($.errorCode = *UnauthorizedOperation) || ($.errorCode = AccessDenied*) && ($.sourceIPAddress != delivery.logs.amazonaws.com) && ($.eventName != HeadBucket) }',
    ],
    notGood: [
      '{ $.errorCode = "AccessDenied*" }',
      '{ $.errorCode = "*UnauthorizedOperation" }',
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.userIdentity.type != "AWSService") }',
    ],
  },
);
