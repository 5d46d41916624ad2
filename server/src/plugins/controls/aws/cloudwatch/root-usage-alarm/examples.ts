import { trailAlarmExamples } from '../trail-alarm-examples.ts';

export const examples = trailAlarmExamples(
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  {
    alsoGood: [
      '{ $.userIdentity.type = Root }',
      '{($.eventType!="AwsServiceEvent")&&($.userIdentity.invokedBy NOT EXISTS)&&($.userIdentity.type="Root")}',
    ],
    notGood: [
      '{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }',
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy EXISTS }',
      '{ $.userIdentity.type = "Root" && $.errorCode NOT EXISTS }',
    ],
  },
);
