import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-automated-snapshots',
  version: 1,
  title: 'Redshift cluster keeps automated snapshots for seven days or more',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without automated snapshots a wrong statement, a fault or an intruder removes the data for good; one day is over before most mistakes are seen.',
  advice: {
    console:
      'Redshift → Clusters → the cluster → Maintenance → Edit automated snapshot: retention of 7 days or more.',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --automated-snapshot-retention-period 7',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  automated_snapshot_retention_period = 7\n}',
    cloudformation: 'AutomatedSnapshotRetentionPeriod: 7',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_automated_snapshot'],
  evaluate(cluster) {
    const days = cluster.AutomatedSnapshotRetentionPeriod ?? 1;
    const told = cluster.AutomatedSnapshotRetentionPeriod === undefined ? ', the documented default.' : '.';
    if (days === 0) return fail('Automated snapshots are off.', 'AutomatedSnapshotRetentionPeriod');
    const kept = `Automated snapshots are kept for ${days} ${days === 1 ? 'day' : 'days'}${told}`;
    return days >= 7
      ? pass(kept, 'AutomatedSnapshotRetentionPeriod')
      : fail(kept, 'AutomatedSnapshotRetentionPeriod');
  },
});
