import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-delivers-to-cloudwatch',
  version: 1,
  title: 'Trail delivers its events to CloudWatch Logs',
  severity: 'low',
  category: 'monitoring',
  risk: 'Log files in a bucket are read when somebody asks. Only events in a log group can raise an alarm within minutes, and a delivery that broke weeks ago raises none.',
  advice: {
    console:
      'CloudTrail → Trails → the trail → CloudWatch Logs → Edit: switch it on, with a log group and a role that may write to it.',
    cli: 'aws cloudtrail update-trail --name NAME --cloud-watch-logs-log-group-arn GROUP_ARN --cloud-watch-logs-role-arn ROLE_ARN',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  cloud_watch_logs_group_arn = format("%s:*", aws_cloudwatch_log_group.trail.arn)\n  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn\n}',
    cloudformation: 'CloudWatchLogsLogGroupArn: GROUP_ARN\nCloudWatchLogsRoleArn: ROLE_ARN',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  ],
  resource: cloudtrailTrailType,
  equivalents: ['prowler:cloudtrail_cloudwatch_logging_enabled'],
  evaluate(trail) {
    if (trail.CloudWatchLogsLogGroupArn === undefined)
      return fail('Events do not go to CloudWatch Logs.', 'CloudWatchLogsLogGroupArn');
    if (trail.IsLogging === false)
      return fail('The trail is switched off and sends nothing.', 'IsLogging', 'CloudWatchLogsLogGroupArn');
    const age = trail.LatestCloudWatchLogsDeliveryAgeDays;
    const paths = ['LatestCloudWatchLogsDeliveryAgeDays', 'LatestCloudWatchLogsDeliveryError'];
    if (age === undefined) return fail('No event has ever arrived in CloudWatch Logs.', ...paths);
    if (age > 1)
      return fail(
        `The last event arrived in CloudWatch Logs ${age} days before the trail was read.`,
        ...paths,
      );
    return pass('Events arrived in CloudWatch Logs within the last day.', ...paths);
  },
});
