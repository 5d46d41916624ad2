import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';
import { selectingPlan } from '../../backup/plan-selection.ts';

export const control = defineControl({
  id: 'aws-efs-file-system-backed-up',
  version: 1,
  title: 'EFS file system is backed up',
  severity: 'medium',
  category: 'resilience',
  risk: 'A file system has no versions: what is deleted or encrypted by ransomware is gone unless a backup holds it.',
  advice: {
    console: 'EFS → File systems → the file system → General → Edit → Enable automatic backups.',
    cli: 'aws efs put-backup-policy --file-system-id FS_ID --backup-policy Status=ENABLED',
    terraform:
      'resource "aws_efs_backup_policy" "this" {\n  file_system_id = aws_efs_file_system.this.id\n  backup_policy {\n    status = "ENABLED"\n  }\n}',
    cloudformation: 'BackupPolicy:\n  Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html'],
  resource: efsFileSystemType,
  reads: { plans: backupPlanType },
  equivalents: ['prowler:efs_have_backup_enabled'],
  evaluate(fileSystem, subject, { plans }) {
    const status = fileSystem.BackupPolicy?.Status;
    if (status === 'ENABLED' || status === 'ENABLING')
      return pass('Automatic backups are on.', 'BackupPolicy');
    const { region, tags } = subject;
    const arn = fileSystem.Arn ?? subject.externalId;
    const found = selectingPlan({ arn, region, tags, backupType: 'EFS' }, plans);
    if (found.state === 'selected')
      return pass(`The backup plan ${found.plan} selects the file system.`, 'BackupPolicy', 'Tags');
    if (found.state === 'unclear')
      return unknown(
        `The backup plan ${found.plan} joins ARNs and tags, and only one of them fits the file system.`,
        'Tags',
      );
    return fail(
      'Automatic backups are off, and no backup plan selects the file system.',
      'BackupPolicy',
      'Tags',
    );
  },
});
