import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { dataCalls, managementCalls, type RecordedCalls } from '../trail-events.ts';

const bedrockTypes = [
  'AWS::Bedrock::AgentAlias',
  'AWS::Bedrock::FlowAlias',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::InlineAgent',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::Bedrock::Model',
  'AWS::Bedrock::Prompt',
];

const recordsBedrock = (calls: RecordedCalls): boolean =>
  calls.writes && !calls.without.some((source) => source.startsWith('bedrock'));

export const control = defineControl({
  id: 'aws-cloudtrail-bedrock-calls-recorded',
  version: 1,
  title: 'A trail records calls of Amazon Bedrock',
  severity: 'medium',
  category: 'logging',
  risk: 'Stolen keys are used to run models at the cost of their owner. Without a record nobody sees who changed models, agents and guardrails.',
  advice: {
    console:
      'CloudTrail → Trails → the trail: switch on management events, and add data events for the Bedrock resource types.',
    cli: 'aws cloudtrail put-event-selectors --trail-name NAME --advanced-event-selectors \'[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Bedrock::AgentAlias"]}]}]\'',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }\n  }\n}',
    cloudformation:
      'AdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: eventCategory\n        Equals: [Management]',
  },
  references: ['https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html'],
  resource: iamAccountType,
  reads: { trails: cloudtrailTrailType },
  equivalents: ['prowler:cloudtrail_bedrock_logging_enabled'],
  evaluate(_account, _subject, { trails }) {
    const trail = trails.find(
      ({ configuration }) =>
        configuration.IsLogging === true &&
        (recordsBedrock(managementCalls(configuration)) ||
          bedrockTypes.some((type) => dataCalls(configuration, type, () => false).writes)),
    );
    if (trail === undefined) return fail('No trail that is switched on records calls of Bedrock.');
    return pass(`The trail ${trail.name} records calls of Bedrock.`);
  },
});
