import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayv2ApiType } from '../../../../providers/aws/resources/apigatewayv2_api/schema.ts';
import { judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-http-api-access-logged',
  version: 1,
  title: 'Stages of the HTTP API log who calls',
  severity: 'medium',
  category: 'logging',
  risk: 'Without access logs nobody can say who called an API, how often, and what was answered.',
  advice: {
    console: 'API Gateway → the API → Monitor → Logging → the stage → Edit: access logging with a log group.',
    cli: 'aws apigatewayv2 update-stage --api-id ID --stage-name NAME --access-log-settings DestinationArn=GROUP_ARN,Format=FORMAT',
    terraform:
      'resource "aws_apigatewayv2_stage" "this" {\n  access_log_settings {\n    destination_arn = aws_cloudwatch_log_group.api.arn\n    format          = jsonencode({ ip = "$context.identity.sourceIp" })\n  }\n}',
    cloudformation: 'AccessLogSettings:\n  DestinationArn: GROUP_ARN',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html'],
  resource: apigatewayv2ApiType,
  equivalents: ['prowler:apigatewayv2_api_access_logging_enabled'],
  evaluate(api) {
    return judgeStages(api.Stages, (stage) => stage.AccessLogSettings?.DestinationArn !== undefined, {
      good: 'Every stage logs who calls.',
      bad: 'Without access logs',
    });
  },
});
