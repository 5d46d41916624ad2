import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { athenaWorkgroupType } from '../../../../providers/aws/resources/athena_workgroup/schema.ts';

export const control = defineControl({
  id: 'aws-athena-workgroup-metrics-published',
  version: 1,
  title: 'Athena work group publishes figures of its queries',
  severity: 'low',
  category: 'monitoring',
  risk: 'Without figures a client that reads whole tables, by mistake or to carry them away, is seen on the bill at best.',
  advice: {
    console: 'Athena → Workgroups → the work group → Edit → Settings → Publish query metrics to CloudWatch.',
    cli: 'aws athena update-work-group --work-group NAME --configuration-updates PublishCloudWatchMetricsEnabled=true',
    terraform:
      'resource "aws_athena_workgroup" "this" {\n  configuration {\n    publish_cloudwatch_metrics_enabled = true\n  }\n}',
    cloudformation: 'WorkGroupConfiguration:\n  PublishCloudWatchMetricsEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html'],
  resource: athenaWorkgroupType,
  equivalents: ['prowler:athena_workgroup_logging_enabled'],
  evaluate(group) {
    const published = group.WorkGroupConfiguration?.PublishCloudWatchMetricsEnabled;
    if (published === true)
      return pass('Figures go to CloudWatch.', 'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled');
    if (published === false)
      return fail('No figures are published.', 'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled');
    return unknown('Athena does not say whether figures are published.', 'WorkGroupConfiguration');
  },
});
