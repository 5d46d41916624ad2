import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { daysSince, dayText } from '../../compute/ages.ts';

const mostDays = 30;

export const control = defineControl({
  id: 'aws-ec2-instance-not-long-stopped',
  version: 1,
  title: 'EC2 instance is not stopped for more than 30 days',
  severity: 'low',
  category: 'governance',
  risk: 'A machine that nobody started for a month costs its disks, gets no patches and comes back with all its old holes when somebody does.',
  advice: {
    console:
      'EC2 → Instances → the instance: make an image when it may be needed again, then Actions → Terminate.',
    cli: 'aws ec2 create-image --instance-id INSTANCE_ID --name NAME && aws ec2 terminate-instances --instance-ids INSTANCE_ID',
    terraform:
      '# Remove the resource from the configuration and apply:\nresource "aws_instance" "this" {\n  # deleted\n}',
    cloudformation: '# Remove the instance from the template and update the stack:\nResources: {}',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html'],
  resource: ec2InstanceType,
  dependsOnTime: true,
  equivalents: ['prowler:ec2_instance_stopped_older_than_specific_days'],
  evaluate({ State, StateTransitionReason: reason = '' }, { judgedAt }) {
    if (State?.Name !== 'stopped')
      return notApplicable(`The instance is ${State?.Name ?? 'not stopped'}.`, 'State.Name');
    // `User initiated (2026-01-15 08:00:00 GMT)`
    const at = reason.indexOf('(') + 1;
    const stopped = `${reason.slice(at, at + 10)}T${reason.slice(at + 11, at + 19)}Z`;
    const days = at === 0 ? undefined : daysSince(stopped, judgedAt);
    if (days === undefined)
      return unknown('AWS does not say any more when the instance was stopped.', 'StateTransitionReason');
    if (days > mostDays)
      return fail(`The instance is stopped since ${dayText(days)}.`, 'StateTransitionReason');
    return pass(`The instance is stopped since ${dayText(days)}.`, 'StateTransitionReason');
  },
});
