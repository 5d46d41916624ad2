import { backupDays, instanceSetting } from '../instance-setting.ts';

export const remediation = instanceSetting<number>({
  id: 'aws-rds-instance-backups',
  title: 'Keep automated backups of an RDS instance for a week',
  description:
    'Sets the retention of automated backups to seven days, or to what the baseline says when that is more. ' +
    'The backup window and manual snapshots stay as they are.',
  risk: 'medium',
  impact:
    'Where backups were off the first one starts at once: the instance may restart, and one without a standby ' +
    'pauses for some seconds while it is taken. Backup storage beyond the size of the database is charged. ' +
    'Going back to zero days deletes the automated backups made until then.',
  effortMinutes: 10,
  controls: ['aws-rds-instance-backup-enabled'],
  attribute: 'BackupRetentionPeriod',
  isOfCluster: true,
  plan: backupDays,
  options: (days) => ['--backup-retention-period', String(days)],
  terraform: 'backup_retention_period',
  console: (days) => `set the backup retention period to ${days} days`,
});
