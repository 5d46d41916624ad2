import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-backup-enabled',
  version: 1,
  title: 'RDS cluster keeps backups for seven days or more',
  severity: 'medium',
  category: 'resilience',
  risk: 'Backups of one day are gone before most mistakes and intrusions are noticed. What was deleted or encrypted by then cannot be brought back.',
  advice: {
    console: 'RDS → Clusters → the cluster → Modify → Backup retention period: 7 days or more.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --backup-retention-period 7 --apply-immediately',
    terraform: 'resource "aws_rds_cluster" "this" {\n  backup_retention_period = 7\n}',
    cloudformation: 'BackupRetentionPeriod: 7',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html'],
  resource: rdsClusterType,
  equivalents: [],
  withoutFramework: 'Frameworks ask it of instances; for clusters they ask for a backup plan.',
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
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
