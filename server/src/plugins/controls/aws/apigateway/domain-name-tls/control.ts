import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayDomainNameType } from '../../../../providers/aws/resources/apigateway_domain_name/schema.ts';

export const control = defineControl({
  id: 'aws-apigateway-domain-name-tls',
  version: 1,
  title: 'Domain name of API Gateway speaks TLS 1.2 or newer',
  severity: 'medium',
  category: 'encryption',
  risk: 'TLS 1.0 has known weaknesses and is forbidden where cards are paid with. What may be negotiated down will be.',
  advice: {
    console: 'API Gateway → Custom domain names → the name → Edit: minimum TLS version 1.2.',
    cli: 'aws apigateway update-domain-name --domain-name NAME --patch-operations op=replace,path=/securityPolicy,value=TLS_1_2',
    terraform: 'resource "aws_api_gateway_domain_name" "this" {\n  security_policy = "TLS_1_2"\n}',
    cloudformation: 'SecurityPolicy: TLS_1_2',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
  ],
  resource: apigatewayDomainNameType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(domain) {
    const policy = domain.SecurityPolicy;
    if (policy === undefined) return unknown('Which TLS versions are spoken was not told.', 'SecurityPolicy');
    if (policy === 'TLS_1_0') return fail('TLS 1.0 is still spoken.', 'SecurityPolicy');
    if (
      policy === 'TLS_1_2' ||
      policy.startsWith('SecurityPolicy_TLS12_') ||
      policy.startsWith('SecurityPolicy_TLS13_')
    )
      return pass(`Only TLS 1.2 or newer is spoken (${policy}).`, 'SecurityPolicy');
    return unknown(`The security policy ${policy} is not known.`, 'SecurityPolicy');
  },
});
