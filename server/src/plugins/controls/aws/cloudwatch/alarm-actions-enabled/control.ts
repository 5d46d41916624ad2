import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudwatchAlarmType } from '../../../../providers/aws/resources/cloudwatch_alarm/schema.ts';

export const control = defineControl({
  id: 'aws-cloudwatch-alarm-actions-enabled',
  version: 1,
  title: 'Alarm may take its actions',
  severity: 'high',
  category: 'monitoring',
  risk: 'Actions are switched off for maintenance and forgotten. The alarm looks fine and tells nobody.',
  advice: {
    console: 'CloudWatch → Alarms → the alarm → Actions → Alarm actions: Enable.',
    cli: 'aws cloudwatch enable-alarm-actions --alarm-names NAME',
    terraform: 'resource "aws_cloudwatch_metric_alarm" "this" {\n  actions_enabled = true\n}',
    cloudformation: 'ActionsEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html'],
  resource: cloudwatchAlarmType,
  equivalents: ['prowler:cloudwatch_alarm_actions_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(alarm) {
    // Left out, actions are enabled.
    if (alarm.ActionsEnabled === false)
      return fail('The actions of the alarm are switched off.', 'ActionsEnabled');
    return pass('The actions of the alarm are switched on.', 'ActionsEnabled');
  },
});
