import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { route53HostedZoneType } from '../../../../providers/aws/resources/route53_hosted_zone/schema.ts';

export const control = defineControl({
  id: 'aws-route53-zone-queries-logged',
  version: 1,
  title: 'Public hosted zone logs what is asked',
  severity: 'medium',
  category: 'logging',
  risk: 'Names that are asked for tell of malware that calls home and of people who look for forgotten hosts. Without logs nobody sees either.',
  advice: {
    console: 'Route 53 → Hosted zones → the zone → Configure query logging: choose a log group in us-east-1.',
    cli: 'aws route53 create-query-logging-config --hosted-zone-id ID --cloud-watch-logs-log-group-arn GROUP_ARN',
    terraform:
      'resource "aws_route53_query_log" "this" {\n  zone_id                  = aws_route53_zone.this.zone_id\n  cloudwatch_log_group_arn = aws_cloudwatch_log_group.dns.arn\n}',
    cloudformation: 'QueryLoggingConfig:\n  CloudWatchLogsLogGroupArn: GROUP_ARN',
  },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html'],
  resource: route53HostedZoneType,
  equivalents: ['prowler:route53_public_hosted_zones_cloudwatch_logging_enabled'],
  evaluate(zone) {
    if (zone.HostedZoneConfig?.PrivateZone === true)
      return notApplicable('The zone is private.', 'HostedZoneConfig.PrivateZone');
    if (zone.QueryLoggingConfig?.CloudWatchLogsLogGroupArn !== undefined)
      return pass('Queries are logged.', 'QueryLoggingConfig');
    return fail('Queries are not logged.', 'QueryLoggingConfig');
  },
});
