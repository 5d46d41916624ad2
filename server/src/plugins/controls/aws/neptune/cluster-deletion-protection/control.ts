import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-deletion-protection',
  version: 1,
  title: 'Neptune cluster is protected against deletion',
  severity: 'medium',
  category: 'resilience',
  risk: 'One call of a careless script or an intruder removes the cluster with all its instances. With protection on, somebody has to switch it off first.',
  advice: {
    console: 'Neptune → Clusters → the cluster → Modify → Deletion protection: Enable.',
    cli: 'aws neptune modify-db-cluster --db-cluster-identifier NAME --deletion-protection --apply-immediately',
    terraform: 'resource "aws_neptune_cluster" "this" {\n  deletion_protection = true\n}',
    cloudformation: 'DeletionProtection: true',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_deletion_protection'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    if (cluster.DeletionProtection === true) return pass('Deletion protection is on.', 'DeletionProtection');
    return fail('Deletion protection is off.', 'DeletionProtection');
  },
});
