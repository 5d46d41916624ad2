import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-detailed-monitoring',
  version: 1,
  title: 'EC2 instance reports metrics every minute',
  severity: 'low',
  category: 'monitoring',
  risk: 'With basic monitoring a number appears every five minutes. Short peaks stay unseen, and alarms and scaling come late.',
  advice: {
    console:
      'EC2 → Instances → the instance → Actions → Monitor and troubleshoot → Manage detailed monitoring: Enable.',
    cli: 'aws ec2 monitor-instances --instance-ids INSTANCE_ID',
    terraform: 'resource "aws_instance" "this" {\n  monitoring = true\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  Monitoring: true',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_detailed_monitoring_enabled'],
  evaluate({ Monitoring }) {
    if (Monitoring === true) return pass('Detailed monitoring is on.', 'Monitoring');
    return fail('Detailed monitoring is off, which is the default.', 'Monitoring');
  },
});
