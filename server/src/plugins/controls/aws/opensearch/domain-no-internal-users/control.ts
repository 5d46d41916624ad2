import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-no-internal-users',
  version: 1,
  title: 'OpenSearch domain keeps no user database of its own',
  severity: 'medium',
  category: 'identity',
  risk: 'Users inside the domain have passwords that nobody rotates, no second factor, and stay when people leave.',
  advice: {
    console:
      'OpenSearch → the domain → Security configuration → Edit → Set IAM ARN as master user, and sign people in by SAML or IAM Identity Center.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --advanced-security-options \'{"InternalUserDatabaseEnabled":false,"MasterUserOptions":{"MasterUserARN":"ROLE"}}\'',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  advanced_security_options {\n    enabled                        = true\n    internal_user_database_enabled = false\n  }\n}',
    cloudformation: 'AdvancedSecurityOptions:\n  Enabled: true\n  InternalUserDatabaseEnabled: false',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_internal_user_database_enabled'],
  evaluate(domain) {
    if (domain.AdvancedSecurityOptions?.InternalUserDatabaseEnabled === true)
      return fail('The domain has a user database of its own.', 'AdvancedSecurityOptions');
    return pass('The domain has no user database of its own.', 'AdvancedSecurityOptions');
  },
});
