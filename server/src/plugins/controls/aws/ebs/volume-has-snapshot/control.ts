import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ebsVolumeType } from '../../../../providers/aws/resources/ebs_volume/schema.ts';
import { daysSince, dayText } from '../../compute/ages.ts';
import { ebsSnapshots } from '../../keyed-types.ts';

const mostDays = 30;

export const control = defineControl({
  id: 'aws-ebs-volume-has-snapshot',
  version: 1,
  title: 'EBS volume has a snapshot of the last 30 days',
  severity: 'high',
  category: 'resilience',
  risk: 'A volume lives in one zone. Without a recent snapshot its data is gone with the zone, with a wrong command or with ransomware.',
  advice: {
    console:
      'EC2 → Lifecycle manager → Create snapshot policy: choose the tags of the volume and a daily schedule; or AWS Backup → Backup plans.',
    cli: 'aws ec2 create-snapshot --volume-id VOLUME_ID --description "Before the schedule begins"',
    terraform:
      'resource "aws_dlm_lifecycle_policy" "daily" {\n  description        = "Daily snapshots"\n  execution_role_arn = aws_iam_role.dlm.arn\n  state              = "ENABLED"\n}',
    cloudformation:
      'Type: AWS::DLM::LifecyclePolicy\nProperties:\n  Description: Daily snapshots\n  State: ENABLED\n  ExecutionRoleArn: !GetAtt DlmRole.Arn',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html'],
  resource: ebsVolumeType,
  reads: { snapshots: ebsSnapshots },
  dependsOnTime: true,
  equivalents: ['prowler:ec2_ebs_volume_snapshots_exists'],
  evaluate({ VolumeId = '', State }, { judgedAt }, { snapshots }) {
    const own = snapshots.by('VolumeId', VolumeId);
    let days: number | undefined;
    for (const { configuration } of own) {
      if (configuration.State === 'error') continue;
      const age = daysSince(configuration.StartTime, judgedAt);
      if (age !== undefined && (days === undefined || age < days)) days = age;
    }
    if (days === undefined)
      return fail(
        `The volume${State === 'available' ? ', which is attached to nothing,' : ''} has no snapshot.`,
        'VolumeId',
      );
    if (days > mostDays) return fail(`The latest snapshot is ${dayText(days)} old.`, 'VolumeId');
    return pass(`The latest snapshot is ${dayText(days)} old.`, 'VolumeId');
  },
});
