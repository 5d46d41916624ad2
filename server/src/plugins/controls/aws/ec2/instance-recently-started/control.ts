import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { daysSince, dayText } from '../../compute/ages.ts';

const mostDays = 180;

export const control = defineControl({
  id: 'aws-ec2-instance-recently-started',
  version: 1,
  title: 'EC2 instance was started within 180 days',
  severity: 'medium',
  category: 'compute',
  risk: 'A machine that runs for half a year without a start has an old kernel and a history that nobody knows. It is also a sign that it could not be replaced when it must be.',
  advice: {
    console:
      'EC2 → Instances: replace the machine by a new one from a current image, for instance by an instance refresh of its Auto Scaling group.',
    cli: 'aws autoscaling start-instance-refresh --auto-scaling-group-name NAME',
    terraform: 'resource "aws_autoscaling_group" "this" {\n  max_instance_lifetime = 2592000\n}',
    cloudformation: 'Type: AWS::AutoScaling::AutoScalingGroup\nProperties:\n  MaxInstanceLifetime: 2592000',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-best-practices.html'],
  resource: ec2InstanceType,
  dependsOnTime: true,
  equivalents: ['prowler:ec2_instance_older_than_specific_days'],
  evaluate({ LaunchTime, State }, { judgedAt }) {
    if (State?.Name !== undefined && State.Name !== 'running')
      return notApplicable(`The instance is ${State.Name}.`, 'State.Name');
    const days = daysSince(LaunchTime, judgedAt);
    if (days === undefined) return unknown('AWS did not say when the instance was started.', 'LaunchTime');
    if (days > mostDays) return fail(`The instance runs since ${dayText(days)}.`, 'LaunchTime');
    return pass(`The instance was started ${dayText(days)} ago.`, 'LaunchTime');
  },
});
