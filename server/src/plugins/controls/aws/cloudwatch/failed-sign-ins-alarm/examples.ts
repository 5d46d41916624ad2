import { trailAlarmExamples } from '../trail-alarm-examples.ts';

export const examples = trailAlarmExamples(
  '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  {
    alsoGood: [
      '{ $.errorMessage="Failed authentication" && $.eventName="ConsoleLogin" }',
      '{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin != "Success") }',
    ],
    notGood: [
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "No username found in supplied account") }',
      '{ ($.eventName = ConsoleLogin) && ($.userIdentity.type = "Root") }',
    ],
  },
);
