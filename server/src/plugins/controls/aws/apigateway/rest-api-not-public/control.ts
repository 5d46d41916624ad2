import { grantsToAnyone, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { isPrivate } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-not-public',
  version: 1,
  title: 'REST API is private or says by policy who may call',
  severity: 'medium',
  category: 'networking',
  risk: 'The address of an API is guessed or leaks. When neither the network nor a policy keeps strangers out, every mistake in an authoriser is open to all of them.',
  advice: {
    console:
      'API Gateway → the API → Resource policy: allow only the networks, accounts or VPCs that call it. Or API settings → Endpoint type: Private.',
    cli: 'aws apigateway update-rest-api --rest-api-id ID --patch-operations op=replace,path=/policy,value=POLICY_JSON',
    terraform:
      'resource "aws_api_gateway_rest_api_policy" "this" {\n  rest_api_id = aws_api_gateway_rest_api.this.id\n  policy      = data.aws_iam_policy_document.callers.json\n}',
    cloudformation: 'EndpointConfiguration:\n  Types: [PRIVATE]',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html',
  ],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_public'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(api) {
    if (isPrivate(api)) return pass('The API is reached from a VPC only.', 'EndpointConfiguration');
    if (api.Policy === undefined)
      return fail('The API is public and no policy says who may call.', 'EndpointConfiguration', 'Policy');
    const answer = grantsToAnyone(parsePolicy(api.Policy));
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be judged: ${answer.why}.`, 'Policy');
    if (answer.answer === 'no') return pass('The policy of the API says who may call.', 'Policy');
    return fail(`Anybody may call by ${answer.statement} of the policy.`, 'Policy', 'EndpointConfiguration');
  },
});
