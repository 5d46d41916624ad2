import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-backtrack',
  version: 1,
  title: 'Aurora MySQL cluster can be wound back',
  severity: 'low',
  category: 'resilience',
  risk: 'After a wrong statement a restore takes hours and a new cluster. With backtrack the same cluster returns to the minute before, within minutes.',
  advice: {
    console:
      'Backtrack is chosen when a cluster is created or restored: RDS → Restore to point in time → Enable Backtrack → 24 hours.',
    cli: 'aws rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier NAME --db-cluster-identifier NEW --use-latest-restorable-time --backtrack-window 86400',
    terraform: 'resource "aws_rds_cluster" "this" {\n  backtrack_window = 86400\n}',
    cloudformation: 'BacktrackWindow: 86400',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
  ],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_backtrack_enabled'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.Engine !== 'aurora-mysql' && cluster.Engine !== 'aurora')
      return notApplicable(`The engine ${cluster.Engine} has no backtrack.`, 'Engine');
    const seconds = cluster.BacktrackWindow ?? 0;
    if (seconds > 0)
      return pass(`The cluster can be wound back by ${Math.round(seconds / 3600)} hours.`, 'BacktrackWindow');
    return fail('Backtrack is off.', 'BacktrackWindow');
  },
});
