import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { wafv2WebAclType } from '../../../../providers/aws/resources/wafv2_web_acl/schema.ts';

export const control = defineControl({
  id: 'aws-wafv2-web-acl-has-rules',
  version: 1,
  title: 'Web ACL has rules',
  severity: 'high',
  category: 'networking',
  risk: 'A web ACL without rules lets everything through that its default action lets through, and looks like protection in every list.',
  advice: {
    console: 'WAF → Web ACLs → the web ACL → Rules → Add rules: begin with the managed rule groups of AWS.',
    cli: 'aws wafv2 update-web-acl --name NAME --scope REGIONAL --id ID --lock-token TOKEN --default-action Allow={} --rules file://rules.json --visibility-config SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=NAME',
    terraform:
      'resource "aws_wafv2_web_acl" "this" {\n  rule {\n    name     = "common"\n    priority = 0\n    override_action {\n      none {}\n    }\n    statement {\n      managed_rule_group_statement {\n        vendor_name = "AWS"\n        name        = "AWSManagedRulesCommonRuleSet"\n      }\n    }\n  }\n}',
    cloudformation:
      'Rules:\n  - Name: common\n    Priority: 0\n    OverrideAction: { None: {} }\n    Statement:\n      ManagedRuleGroupStatement: { VendorName: AWS, Name: AWSManagedRulesCommonRuleSet }',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html'],
  resource: wafv2WebAclType,
  // The web ACLs of WAF Classic, which ended in 2025, are judged as what replaced them.
  equivalents: [
    'prowler:wafv2_webacl_with_rules',
    'prowler:waf_global_webacl_with_rules',
    'prowler:waf_regional_webacl_with_rules',
  ],
  evaluate(acl) {
    const own = acl.Rules?.length ?? 0;
    const managed = acl.ManagedRuleGroupNames?.length ?? 0;
    if (own + managed === 0) return fail('The web ACL has no rule.', 'Rules', 'ManagedRuleGroupNames');
    return pass(
      `The web ACL has ${own + managed === 1 ? 'one rule' : `${own + managed} rules`}.`,
      'Rules',
      'ManagedRuleGroupNames',
    );
  },
});
