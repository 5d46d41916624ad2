import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text } from '../../shapes/schema-parts.ts';

export const stepFunctionsStateMachineType = defineResourceType({
  type: 'step_functions_state_machine',
  vendorType: 'AWS::StepFunctions::StateMachine',
  provider: 'aws',
  title: 'Step Functions state machine',
  service: 'states',
  aliases: ['state_machine', 'sfn'],
  schema: z.looseObject({
    StateMachineName: text,
    Arn: text,
    StateMachineType: text,
    RoleArn: text,
    /** A hash: definitions hold addresses, queries and sometimes keys. */
    DefinitionSha256: text,
    LoggingConfiguration: struct({
      Level: text,
      IncludeExecutionData: flag,
      Destinations: listOf(z.looseObject({ CloudWatchLogsLogGroup: struct({ LogGroupArn: text }) })),
    }),
    TracingConfiguration: struct({ Enabled: flag }),
    EncryptionConfiguration: struct({ Type: text, KmsKeyId: text, KmsDataKeyReusePeriodSeconds: number }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn'],
    createOnlyPaths: ['StateMachineName', 'StateMachineType'],
    defaultPaths: { 'LoggingConfiguration.Level': 'OFF', 'TracingConfiguration.Enabled': false },
    unorderedObjectArrayPaths: ['LoggingConfiguration.Destinations'],
    identityKeys: { Tags: 'Key' },
  },
});
