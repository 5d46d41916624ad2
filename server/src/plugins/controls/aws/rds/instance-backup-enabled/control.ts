import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-backup-enabled',
  version: 1,
  title: 'RDS instance keeps automated backups for seven days or more',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without recent automated backups a mistake, a bug or an intruder deletes data for good. Fewer than seven days are often over before somebody notices.',
  advice: {
    console: 'RDS → the instance → Modify → Backup → Backup retention period: 7 days or more.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --backup-retention-period 7 --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  backup_retention_period = 7\n}',
    cloudformation: 'BackupRetentionPeriod: 7',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
  ],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_backup_enabled'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    const days = instance.BackupRetentionPeriod;
    if (days === undefined)
      return unknown('RDS does not say how long backups are kept.', 'BackupRetentionPeriod');
    if (days === 0) return fail('Automated backups are off.', 'BackupRetentionPeriod');
    if (days < 7) return fail(`Automated backups are kept for ${days} days.`, 'BackupRetentionPeriod');
    return pass(`Automated backups are kept for ${days} days.`, 'BackupRetentionPeriod');
  },
});
