import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { wafv2WebAclType } from '../../../../providers/aws/resources/wafv2_web_acl/schema.ts';

export const control = defineControl({
  id: 'aws-wafv2-web-acl-rule-metrics',
  version: 1,
  title: 'Every rule of the web ACL counts what it matches',
  severity: 'medium',
  category: 'monitoring',
  risk: 'A rule without metrics may block customers or nothing at all, and nobody sees either.',
  advice: {
    console: 'WAF → Web ACLs → the web ACL → Rules → the rule → Edit: switch on CloudWatch metrics.',
    cli: 'aws wafv2 update-web-acl --name NAME --scope REGIONAL --id ID --lock-token TOKEN --rules file://rules.json --default-action Allow={} --visibility-config SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=NAME',
    terraform:
      'visibility_config {\n  cloudwatch_metrics_enabled = true\n  metric_name                = "rule"\n  sampled_requests_enabled   = true\n}',
    cloudformation:
      'VisibilityConfig:\n  CloudWatchMetricsEnabled: true\n  SampledRequestsEnabled: true\n  MetricName: rule',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html'],
  resource: wafv2WebAclType,
  equivalents: ['prowler:wafv2_webacl_rule_logging_enabled'],
  evaluate(acl) {
    const silent = (acl.Rules ?? []).filter(
      ({ VisibilityConfig: one }) => one?.CloudWatchMetricsEnabled !== true,
    );
    if (silent.length > 0) {
      const names = silent.slice(0, 5).map(({ Name }) => Name ?? '');
      return fail(`Without metrics: ${names.join(', ')}.`, 'Rules');
    }
    if ((acl.Rules ?? []).length === 0) return notApplicable('The web ACL has no rule of its own.', 'Rules');
    return pass('Every rule counts what it matches.', 'Rules');
  },
});
