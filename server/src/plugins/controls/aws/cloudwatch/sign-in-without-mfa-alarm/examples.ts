import { trailAlarmExamples } from '../trail-alarm-examples.ts';

export const examples = trailAlarmExamples(
  '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  {
    alsoGood: [
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
      '{ ($.additionalEventData.MFAUsed = No) && ($.eventName = ConsoleLogin) }',
    ],
    notGood: [
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
      '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") }',
    ],
  },
);
