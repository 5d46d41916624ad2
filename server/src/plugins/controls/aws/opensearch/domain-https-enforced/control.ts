import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-https-enforced',
  version: 1,
  title: 'OpenSearch domain accepts HTTPS only, with TLS 1.2 or newer',
  severity: 'high',
  category: 'encryption',
  risk: 'Plain HTTP and old TLS let anybody on the way read queries, documents and passwords.',
  advice: {
    console:
      'OpenSearch → the domain → Security configuration → Edit → Require HTTPS, TLS policy 1.2 or newer.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --domain-endpoint-options EnforceHTTPS=true,TLSSecurityPolicy=Policy-Min-TLS-1-2-PFS-2023-10',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  domain_endpoint_options {\n    enforce_https       = true\n    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"\n  }\n}',
    cloudformation:
      'DomainEndpointOptions:\n  EnforceHTTPS: true\n  TLSSecurityPolicy: Policy-Min-TLS-1-2-PFS-2023-10',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_https_communications_enforced'],
  evaluate(domain) {
    const options = domain.DomainEndpointOptions;
    if (options?.EnforceHTTPS !== true) return fail('Plain HTTP is accepted.', 'DomainEndpointOptions');
    const policy = options.TLSSecurityPolicy;
    if (policy === undefined) return unknown('The TLS policy is not known.', 'DomainEndpointOptions');
    if (policy.startsWith('Policy-Min-TLS-1-0'))
      return fail(`${policy} accepts TLS 1.0.`, 'DomainEndpointOptions');
    return pass(`Only HTTPS by ${policy} is accepted.`, 'DomainEndpointOptions');
  },
});
