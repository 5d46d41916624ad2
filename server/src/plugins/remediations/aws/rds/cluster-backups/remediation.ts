import { clusterSetting } from '../cluster-setting.ts';
import { backupDays } from '../instance-setting.ts';

export const remediation = clusterSetting<number>({
  id: 'aws-rds-cluster-backups',
  title: 'Keep automated backups of a database cluster for a week',
  description:
    'Sets the retention of automated backups of a cluster of RDS, DocumentDB or Neptune to seven days, or to what ' +
    'the baseline says when that is more. The backup window and manual snapshots stay as they are.',
  risk: 'low',
  impact:
    'Backup storage beyond the size of the databases is charged. There is no pause: clusters back up their ' +
    'storage continuously. Going back to fewer days deletes the backups that are older.',
  effortMinutes: 5,
  controls: [
    'aws-rds-cluster-backup-enabled',
    'aws-documentdb-cluster-backup-enabled',
    'aws-neptune-cluster-backup-enabled',
  ],
  attribute: 'BackupRetentionPeriod',
  plan: (value, context) => backupDays(value ?? 1, context),
  options: (days) => ['--backup-retention-period', String(days)],
  terraform: 'backup_retention_period',
  console: (days) => `set the backup retention period to ${days} days`,
});
