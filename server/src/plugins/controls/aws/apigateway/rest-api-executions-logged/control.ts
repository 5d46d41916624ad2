import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-executions-logged',
  version: 1,
  title: 'Stages of the REST API log their executions',
  severity: 'medium',
  category: 'logging',
  risk: 'Execution logs say which request was refused or failed and why. Without them an attack on the API is a number in a statistic.',
  advice: {
    console:
      'API Gateway → the API → Stages → the stage → Logs and tracing → Edit: CloudWatch logs "Errors and info logs" or "Errors only".',
    cli: 'aws apigateway update-stage --rest-api-id ID --stage-name NAME --patch-operations op=replace,path=/*/*/logging/loglevel,value=ERROR',
    terraform:
      'resource "aws_api_gateway_method_settings" "all" {\n  method_path = "*/*"\n  settings {\n    logging_level = "ERROR"\n  }\n}',
    cloudformation: 'MethodSettings:\n  - ResourcePath: /*\n    HttpMethod: "*"\n    LoggingLevel: ERROR',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_logging_enabled'],
  evaluate(api) {
    return judgeStages(
      api.Stages,
      (stage) =>
        (stage.MethodSettings ?? []).some(
          ({ ResourcePath, LoggingLevel }) =>
            ResourcePath === '*/*' && (LoggingLevel === 'ERROR' || LoggingLevel === 'INFO'),
        ),
      { good: 'Every stage logs the executions of all methods.', bad: 'Without logs of executions' },
    );
  },
});
