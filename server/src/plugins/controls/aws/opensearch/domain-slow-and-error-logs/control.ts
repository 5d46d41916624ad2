import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

const wanted = ['SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS', 'ES_APPLICATION_LOGS'] as const;

export const control = defineControl({
  id: 'aws-opensearch-domain-slow-and-error-logs',
  version: 1,
  title: 'OpenSearch domain publishes its slow and error logs',
  severity: 'low',
  category: 'logging',
  risk: 'Queries that bring the cluster down, by mistake or on purpose, leave no trace without the slow and error logs.',
  advice: {
    console: 'OpenSearch → the domain → Logs → enable search slow logs, index slow logs and error logs.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --log-publishing-options \'{"SEARCH_SLOW_LOGS":{"CloudWatchLogsLogGroupArn":"ARN","Enabled":true},"INDEX_SLOW_LOGS":{"CloudWatchLogsLogGroupArn":"ARN","Enabled":true},"ES_APPLICATION_LOGS":{"CloudWatchLogsLogGroupArn":"ARN","Enabled":true}}\'',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  dynamic "log_publishing_options" {\n    for_each = ["SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS", "ES_APPLICATION_LOGS"]\n    content {\n      log_type                 = log_publishing_options.value\n      cloudwatch_log_group_arn = aws_cloudwatch_log_group.search.arn\n    }\n  }\n}',
    cloudformation:
      'LogPublishingOptions:\n  SEARCH_SLOW_LOGS:\n    Enabled: true\n    CloudWatchLogsLogGroupArn: !GetAtt LogGroup.Arn',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_cloudwatch_logging_enabled'],
  evaluate(domain) {
    const logs = domain.LogPublishingOptions;
    const missing = wanted.filter((kind) => logs?.[kind]?.Enabled !== true);
    if (missing.length === 0) return pass('Slow and error logs are published.', 'LogPublishingOptions');
    return fail(`Not published: ${missing.join(', ')}.`, 'LogPublishingOptions');
  },
});
