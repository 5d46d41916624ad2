import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-deletion-protection',
  version: 1,
  title: 'RDS cluster is protected against deletion',
  severity: 'medium',
  category: 'resilience',
  risk: 'One call of a careless script or an intruder removes the cluster with all its instances. With protection on, somebody has to switch it off first.',
  advice: {
    console: 'RDS → Clusters → the cluster → Modify → Deletion protection: Enable.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --deletion-protection --apply-immediately',
    terraform: 'resource "aws_rds_cluster" "this" {\n  deletion_protection = true\n}',
    cloudformation: 'DeletionProtection: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_deletion_protection'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.DeletionProtection === true) return pass('Deletion protection is on.', 'DeletionProtection');
    return fail('Deletion protection is off.', 'DeletionProtection');
  },
});
