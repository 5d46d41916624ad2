import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { wafv2WebAclType } from '../../../../providers/aws/resources/wafv2_web_acl/schema.ts';

export const control = defineControl({
  id: 'aws-wafv2-web-acl-logged',
  version: 1,
  title: 'Web ACL logs what it decides',
  severity: 'medium',
  category: 'logging',
  risk: 'Without logs nobody can tell after an attack what was tried, what was let through, and why a customer was turned away.',
  advice: {
    console:
      'WAF → Web ACLs → the web ACL → Logging and metrics → Enable: choose a log group, bucket or stream whose name begins with aws-waf-logs-.',
    cli: 'aws wafv2 put-logging-configuration --logging-configuration ResourceArn=ACL_ARN,LogDestinationConfigs=DESTINATION_ARN',
    terraform:
      'resource "aws_wafv2_web_acl_logging_configuration" "this" {\n  resource_arn            = aws_wafv2_web_acl.this.arn\n  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]\n}',
    cloudformation:
      'Type: AWS::WAFv2::LoggingConfiguration\nProperties:\n  ResourceArn: ACL_ARN\n  LogDestinationConfigs: [DESTINATION_ARN]',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/logging.html'],
  resource: wafv2WebAclType,
  // The web ACLs of WAF Classic, which ended in 2025, are judged as what replaced them.
  equivalents: [
    'prowler:wafv2_webacl_logging_enabled',
    'prowler:wafv2_web_acl_logging_enabled',
    'prowler:waf_global_webacl_logging_enabled',
    'prowler:waf_regional_webacl_logging_enabled',
  ],
  evaluate(acl) {
    const destinations = acl.LoggingConfiguration?.LogDestinationConfigs ?? [];
    if (destinations.length === 0) return fail('The web ACL does not log.', 'LoggingConfiguration');
    return pass('The web ACL logs what it decides.', 'LoggingConfiguration');
  },
});
