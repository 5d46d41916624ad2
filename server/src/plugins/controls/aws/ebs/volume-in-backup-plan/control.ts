import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { ebsVolumeType } from '../../../../providers/aws/resources/ebs_volume/schema.ts';
import { selectingPlan } from '../../backup/plan-selection.ts';
import { ec2Instances } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-ebs-volume-in-backup-plan',
  version: 1,
  title: 'EBS volume is part of a backup plan',
  severity: 'medium',
  category: 'resilience',
  risk: 'A snapshot that somebody makes by hand is made until they forget it. A plan makes them on schedule, keeps them for as long as needed and says when one fails.',
  advice: {
    console:
      'AWS Backup → Backup plans → the plan → Assign resources: the volume, its instance, or the tag that both carry.',
    cli: 'aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection file://selection.json',
    terraform:
      'resource "aws_backup_selection" "this" {\n  plan_id      = aws_backup_plan.daily.id\n  name         = "volumes"\n  iam_role_arn = aws_iam_role.backup.arn\n  resources    = [aws_ebs_volume.this.arn]\n}',
    cloudformation:
      'Type: AWS::Backup::BackupSelection\nProperties:\n  BackupPlanId: !Ref Plan\n  BackupSelection:\n    SelectionName: volumes\n    IamRoleArn: !GetAtt BackupRole.Arn\n    Resources: [arn:aws:ec2:us-east-1:111122223333:volume/vol-1]',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html'],
  resource: ebsVolumeType,
  reads: { plans: backupPlanType, instances: ec2Instances },
  equivalents: ['prowler:ec2_ebs_volume_protected_by_backup_plan'],
  evaluate({ Attachments: attached = [] }, { externalId, region, tags }, { plans, instances }) {
    const own = selectingPlan({ arn: externalId, region, tags, backupType: 'EBS' }, plans);
    if (own.state === 'selected') return pass(`The backup plan ${own.plan} selects the volume.`, 'Tags');
    let unclear = own.state === 'unclear' ? own.plan : undefined;
    for (const { InstanceId = '' } of attached) {
      // A backup of an instance holds its volumes.
      const [instance] = instances.by('InstanceId', InstanceId);
      if (instance === undefined) continue;
      const found = selectingPlan(
        { arn: instance.externalId, region, tags: instance.tags, backupType: 'EC2' },
        plans,
      );
      if (found.state === 'selected')
        return pass(
          `The backup plan ${found.plan} selects the instance ${InstanceId} with its volumes.`,
          'Attachments',
        );
      if (found.state === 'unclear') unclear ??= found.plan;
    }
    if (unclear !== undefined)
      return unknown(`The backup plan ${unclear} joins ARNs and tags, and only one of them fits.`, 'Tags');
    return fail('No backup plan of the region selects the volume or its instance.', 'Tags', 'Attachments');
  },
});
