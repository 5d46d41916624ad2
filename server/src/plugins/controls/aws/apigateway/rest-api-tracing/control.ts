import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-tracing',
  version: 1,
  title: 'Stages of the REST API are traced',
  severity: 'low',
  category: 'monitoring',
  risk: 'A trace shows where a request spends its time and where it fails. Without traces the search begins in all services at once.',
  advice: {
    console: 'API Gateway → the API → Stages → the stage → Logs and tracing → Edit: X-Ray tracing.',
    cli: 'aws apigateway update-stage --rest-api-id ID --stage-name NAME --patch-operations op=replace,path=/tracingEnabled,value=true',
    terraform: 'resource "aws_api_gateway_stage" "this" {\n  xray_tracing_enabled = true\n}',
    cloudformation: 'TracingEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html'],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_tracing_enabled'],
  evaluate(api) {
    return judgeStages(api.Stages, (stage) => stage.TracingEnabled === true, {
      good: 'Every stage is traced.',
      bad: 'Not traced',
    });
  },
});
