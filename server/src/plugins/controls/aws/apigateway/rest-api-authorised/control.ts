import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-authorised',
  version: 1,
  title: 'Methods of the REST API ask who calls',
  severity: 'medium',
  category: 'identity',
  risk: 'A method without an authoriser does what it does for anybody who finds the address. An API key alone is no proof of identity.',
  advice: {
    console:
      'API Gateway → the API → Resources → the method → Method request → Edit: choose IAM, Cognito or a Lambda authoriser.',
    cli: 'aws apigateway update-method --rest-api-id ID --resource-id RESOURCE_ID --http-method GET --patch-operations op=replace,path=/authorizationType,value=AWS_IAM',
    terraform: 'resource "aws_api_gateway_method" "this" {\n  authorization = "AWS_IAM"\n}',
    cloudformation: 'AuthorizationType: AWS_IAM',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
  ],
  resource: apigatewayRestApiType,
  equivalents: [
    'prowler:apigateway_restapi_authorizers_enabled',
    'prowler:apigateway_restapi_public_with_authorizer',
  ],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(api) {
    // OPTIONS answers which origins may ask; browsers send it without credentials.
    const methods = (api.Methods ?? []).filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS');
    if (methods.length === 0) return notApplicable('The API has no method.', 'Methods');
    const open = methods.filter(({ AuthorizationType }) => (AuthorizationType ?? 'NONE') === 'NONE');
    if (open.length === 0) return pass('Every method asks who calls.', 'Methods');
    const names = open.slice(0, 5).map((one) => `${one.HttpMethod ?? ''} ${one.ResourcePath ?? ''}`);
    const more = open.length > names.length ? ` and ${open.length - names.length} more` : '';
    return fail(`Open to anybody who can reach the API: ${names.join(', ')}${more}.`, 'Methods');
  },
});
