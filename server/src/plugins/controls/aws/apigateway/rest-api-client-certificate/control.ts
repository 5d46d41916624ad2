import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-client-certificate',
  version: 1,
  title: 'Stages of the REST API show a certificate to their backend',
  severity: 'medium',
  category: 'networking',
  risk: 'A backend that cannot tell whether a request comes from the API answers to whoever finds its address, past all checks of the API.',
  advice: {
    console:
      'API Gateway → Client certificates → Generate; then the API → Stages → the stage → Edit: choose it.',
    cli: 'aws apigateway update-stage --rest-api-id ID --stage-name NAME --patch-operations op=replace,path=/clientCertificateId,value=CERTIFICATE_ID',
    terraform:
      'resource "aws_api_gateway_stage" "this" {\n  client_certificate_id = aws_api_gateway_client_certificate.this.id\n}',
    cloudformation: 'ClientCertificateId: CERTIFICATE_ID',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html',
  ],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_client_certificate_enabled'],
  evaluate(api) {
    return judgeStages(api.Stages, (stage) => stage.ClientCertificateId !== undefined, {
      good: 'Every stage shows a client certificate.',
      bad: 'Without a client certificate',
    });
  },
});
