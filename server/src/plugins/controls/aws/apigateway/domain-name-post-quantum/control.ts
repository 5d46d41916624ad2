import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayDomainNameType } from '../../../../providers/aws/resources/apigateway_domain_name/schema.ts';

export const control = defineControl({
  id: 'aws-apigateway-domain-name-post-quantum',
  version: 1,
  title: 'Domain name of API Gateway exchanges keys that a quantum computer cannot break',
  severity: 'low',
  category: 'encryption',
  risk: 'What is recorded today can be decrypted when quantum computers arrive. Hybrid key exchange protects secrets that must stay secret for many years.',
  advice: {
    console:
      'API Gateway → Custom domain names → the name → Edit: choose a security policy with PQ in its name.',
    cli: 'aws apigateway update-domain-name --domain-name NAME --patch-operations op=replace,path=/securityPolicy,value=SecurityPolicy_TLS13_1_2_PQ_2025_09',
    terraform:
      'resource "aws_api_gateway_domain_name" "this" {\n  security_policy = "SecurityPolicy_TLS13_1_2_PQ_2025_09"\n}',
    cloudformation: 'SecurityPolicy: SecurityPolicy_TLS13_1_2_PQ_2025_09',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html',
  ],
  resource: apigatewayDomainNameType,
  equivalents: ['prowler:apigateway_domain_name_pqc_tls_enabled'],
  evaluate(domain) {
    const policy = domain.SecurityPolicy;
    if (policy === undefined) return unknown('Which key exchange is used was not told.', 'SecurityPolicy');
    if (policy.includes('_PQ_'))
      return pass(`The policy ${policy} has a hybrid key exchange.`, 'SecurityPolicy');
    return fail(`The policy ${policy} has no hybrid key exchange.`, 'SecurityPolicy');
  },
});
