import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayv2ApiType } from '../../../../providers/aws/resources/apigatewayv2_api/schema.ts';

export const control = defineControl({
  id: 'aws-apigateway-http-api-authorised',
  version: 1,
  title: 'Routes of the HTTP or WebSocket API ask who calls',
  severity: 'medium',
  category: 'identity',
  risk: 'A route without an authoriser does what it does for anybody who finds the address.',
  advice: {
    console: 'API Gateway → the API → Authorization → the route → Attach authorizer.',
    cli: 'aws apigatewayv2 update-route --api-id ID --route-id ROUTE_ID --authorization-type JWT --authorizer-id AUTHORIZER_ID',
    terraform:
      'resource "aws_apigatewayv2_route" "this" {\n  authorization_type = "JWT"\n  authorizer_id      = aws_apigatewayv2_authorizer.this.id\n}',
    cloudformation: 'AuthorizationType: JWT\nAuthorizerId: AUTHORIZER_ID',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html'],
  resource: apigatewayv2ApiType,
  equivalents: ['prowler:apigatewayv2_api_authorizers_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(api) {
    const isSocket = api.ProtocolType === 'WEBSOCKET';
    // A socket is authorised when it is opened; browsers send OPTIONS without credentials.
    const routes = (api.Routes ?? []).filter(({ RouteKey }) =>
      isSocket ? RouteKey === '$connect' : !(RouteKey ?? '').startsWith('OPTIONS '),
    );
    if (routes.length === 0) {
      if (isSocket && (api.Routes ?? []).length > 0)
        return fail('Anybody may connect: there is no route $connect.', 'Routes');
      return notApplicable('The API has no route.', 'Routes');
    }
    const open = routes.filter(({ AuthorizationType }) => (AuthorizationType ?? 'NONE') === 'NONE');
    if (open.length === 0) return pass('Every route asks who calls.', 'Routes');
    const names = open.slice(0, 5).map(({ RouteKey }) => RouteKey ?? '');
    return fail(
      `Open to anybody: ${names.join(', ')}${open.length > names.length ? ` and ${open.length - names.length} more` : ''}.`,
      'Routes',
    );
  },
});
