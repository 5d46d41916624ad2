import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-audit-logs',
  version: 1,
  title: 'OpenSearch domain publishes its audit log',
  severity: 'medium',
  category: 'logging',
  risk: 'Without the audit log nobody can say who signed in, who was refused and who read which index.',
  advice: {
    console:
      'OpenSearch → the domain → Logs → Audit logs → Enable (needs fine-grained access control), then switch auditing on in the dashboards.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --log-publishing-options \'{"AUDIT_LOGS":{"CloudWatchLogsLogGroupArn":"ARN","Enabled":true}}\'',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  log_publishing_options {\n    log_type                 = "AUDIT_LOGS"\n    cloudwatch_log_group_arn = aws_cloudwatch_log_group.search.arn\n  }\n}',
    cloudformation:
      'LogPublishingOptions:\n  AUDIT_LOGS:\n    Enabled: true\n    CloudWatchLogsLogGroupArn: !GetAtt LogGroup.Arn',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_audit_logging_enabled'],
  evaluate(domain) {
    if (domain.LogPublishingOptions?.AUDIT_LOGS?.Enabled === true)
      return pass('The audit log is published.', 'LogPublishingOptions.AUDIT_LOGS');
    return fail('The audit log is not published.', 'LogPublishingOptions.AUDIT_LOGS');
  },
});
