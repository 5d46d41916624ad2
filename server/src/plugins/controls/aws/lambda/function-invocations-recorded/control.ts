import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';
import { dataCalls } from '../../cloudtrail/trail-events.ts';

export const control = defineControl({
  id: 'aws-lambda-function-invocations-recorded',
  version: 1,
  title: 'A trail records who invokes the function',
  severity: 'low',
  category: 'logging',
  risk: 'Management events say who changed a function, not who ran it. After misuse only data events tell whose keys were used.',
  advice: {
    console: 'CloudTrail → Trails → the trail → Data events → Edit: add Lambda with "Log all events".',
    cli: 'aws cloudtrail put-event-selectors --trail-name NAME --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]}]}]\'',
    terraform:
      'event_selector {\n  data_resource {\n    type   = "AWS::Lambda::Function"\n    values = ["arn:aws:lambda"]\n  }\n}',
    cloudformation:
      'EventSelectors:\n  - DataResources:\n      - Type: AWS::Lambda::Function\n        Values: [arn:aws:lambda]',
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html'],
  resource: lambdaFunctionType,
  reads: { trails: cloudtrailTrailType },
  equivalents: ['prowler:awslambda_function_invoke_api_operations_cloudtrail_logging_enabled'],
  evaluate(lambda, { region }, { trails }) {
    const arn = lambda.Arn ?? '';
    const trail = trails.find(({ configuration, region: home }) => {
      if (configuration.IsLogging !== true) return false;
      if (configuration.IsMultiRegionTrail !== true && home !== region) return false;
      return dataCalls(
        configuration,
        'AWS::Lambda::Function',
        (value) => value.endsWith(':lambda') || value === arn,
      ).writes;
    });
    if (trail === undefined) return fail('No trail records who invokes the function.', 'Arn');
    return pass(`The trail ${trail.name} records who invokes the function.`, 'Arn');
  },
});
