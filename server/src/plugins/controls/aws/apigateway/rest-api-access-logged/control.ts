import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-access-logged',
  version: 1,
  title: 'Stages of the REST API log who calls',
  severity: 'low',
  category: 'logging',
  risk: 'Access logs name caller, path and answer of each request. Execution logs do not.',
  advice: {
    console:
      'API Gateway → the API → Stages → the stage → Logs and tracing → Edit: custom access logging with a log group.',
    cli: 'aws apigateway update-stage --rest-api-id ID --stage-name NAME --patch-operations op=replace,path=/accessLogSettings/destinationArn,value=GROUP_ARN',
    terraform:
      'resource "aws_api_gateway_stage" "this" {\n  access_log_settings {\n    destination_arn = aws_cloudwatch_log_group.api.arn\n    format          = jsonencode({ ip = "$context.identity.sourceIp" })\n  }\n}',
    cloudformation: 'AccessLogSetting:\n  DestinationArn: GROUP_ARN',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  resource: apigatewayRestApiType,
  equivalents: [],
  withoutFramework: 'The mapped standards ask for logs of executions.',
  evaluate(api) {
    return judgeStages(api.Stages, (stage) => stage.AccessLogSetting?.DestinationArn !== undefined, {
      good: 'Every stage logs who calls.',
      bad: 'Without access logs',
    });
  },
});
