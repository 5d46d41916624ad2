import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudwatchLogGroupType } from '../../../../providers/aws/resources/cloudwatch_log_group/schema.ts';

const leastDays = 365;

export const control = defineControl({
  id: 'aws-cloudwatch-log-group-retention',
  version: 1,
  title: 'Log group keeps its events for a year',
  severity: 'medium',
  category: 'logging',
  risk: 'Break-ins are found after months. When the logs are gone by then, nobody can say how it began and what was taken.',
  advice: {
    console:
      'CloudWatch → Log groups → the group → Actions → Edit retention setting: 1 year or more, or never expire.',
    cli: 'aws logs put-retention-policy --log-group-name NAME --retention-in-days 365',
    terraform: 'resource "aws_cloudwatch_log_group" "this" {\n  retention_in_days = 365\n}',
    cloudformation: 'RetentionInDays: 365',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  ],
  resource: cloudwatchLogGroupType,
  equivalents: ['prowler:cloudwatch_log_group_retention_policy_specific_days_enabled'],
  evaluate(group) {
    const days = group.RetentionInDays;
    if (days === undefined) return pass('Events are kept for ever.', 'RetentionInDays');
    if (days >= leastDays) return pass(`Events are kept for ${days} days.`, 'RetentionInDays');
    return fail(`Events are deleted after ${days} days, earlier than after ${leastDays}.`, 'RetentionInDays');
  },
});
