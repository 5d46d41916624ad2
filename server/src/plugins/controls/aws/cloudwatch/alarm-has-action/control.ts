import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudwatchAlarmType } from '../../../../providers/aws/resources/cloudwatch_alarm/schema.ts';

export const control = defineControl({
  id: 'aws-cloudwatch-alarm-has-action',
  version: 1,
  title: 'Alarm has an action',
  severity: 'medium',
  category: 'monitoring',
  risk: 'An alarm without an action turns red on a page that nobody looks at in the night.',
  advice: {
    console:
      'CloudWatch → Alarms → the alarm → Actions → Edit → Notification: in alarm, send to an SNS topic.',
    cli: 'aws cloudwatch put-metric-alarm --alarm-name NAME --alarm-actions TOPIC_ARN ...',
    terraform:
      'resource "aws_cloudwatch_metric_alarm" "this" {\n  alarm_actions = [aws_sns_topic.alerts.arn]\n}',
    cloudformation: 'AlarmActions: [TOPIC_ARN]',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html'],
  resource: cloudwatchAlarmType,
  equivalents: ['prowler:cloudwatch_alarm_actions_alarm_state_configured'],
  evaluate(alarm) {
    const actions = alarm.AlarmActions ?? [];
    if (actions.length === 0) return fail('Nothing happens when the alarm is raised.', 'AlarmActions');
    return pass(
      `${actions.length === 1 ? 'One action is' : `${actions.length} actions are`} taken when the alarm is raised.`,
      'AlarmActions',
    );
  },
});
