import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-fine-grained-access',
  version: 1,
  title: 'OpenSearch domain controls access to indexes and documents',
  severity: 'high',
  category: 'identity',
  risk: 'Without fine-grained access control whoever may use the domain may read, change and delete every index in it.',
  advice: {
    console: 'OpenSearch → the domain → Security configuration → Edit → Enable fine-grained access control.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --advanced-security-options \'{"Enabled":true,"MasterUserOptions":{"MasterUserARN":"ROLE"}}\'',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  advanced_security_options {\n    enabled = true\n    master_user_options {\n      master_user_arn = aws_iam_role.search_admin.arn\n    }\n  }\n}',
    cloudformation:
      'AdvancedSecurityOptions:\n  Enabled: true\n  MasterUserOptions:\n    MasterUserARN: !GetAtt SearchAdmin.Arn',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_access_control_enabled'],
  evaluate(domain) {
    if (domain.AdvancedSecurityOptions?.Enabled === true)
      return pass('Fine-grained access control is on.', 'AdvancedSecurityOptions');
    return fail('Fine-grained access control is off.', 'AdvancedSecurityOptions');
  },
});
