import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-documentdb-cluster-backup-enabled',
  version: 1,
  title: 'DocumentDB cluster keeps backups for seven days or more',
  severity: 'medium',
  category: 'resilience',
  risk: 'Backups of one day are gone before most mistakes and intrusions are noticed. What was deleted or encrypted by then cannot be brought back.',
  advice: {
    console: 'DocumentDB → Clusters → the cluster → Modify → Backup retention period: 7 days or more.',
    cli: 'aws docdb modify-db-cluster --db-cluster-identifier NAME --backup-retention-period 7 --apply-immediately',
    terraform: 'resource "aws_docdb_cluster" "this" {\n  backup_retention_period = 7\n}',
    cloudformation: 'BackupRetentionPeriod: 7',
  },
  references: ['https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:documentdb_cluster_backup_enabled'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'DocumentDB');
    if (other !== undefined) return other;
    const days = cluster.BackupRetentionPeriod ?? 1;
    const kept = `Backups are kept for ${days} ${days === 1 ? 'day' : 'days'}`;
    const told =
      cluster.BackupRetentionPeriod === undefined ? ', as documented for clusters that say nothing.' : '.';
    return days >= 7
      ? pass(`${kept}${told}`, 'BackupRetentionPeriod')
      : fail(`${kept}${told}`, 'BackupRetentionPeriod');
  },
});
