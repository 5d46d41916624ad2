import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-copies-tags',
  version: 1,
  title: 'RDS cluster copies its tags to its snapshots',
  severity: 'low',
  category: 'governance',
  risk: 'A snapshot without tags loses its owner and the policies that go by tags. Nobody dares to delete it and nobody protects it.',
  advice: {
    console: 'RDS → Clusters → the cluster → Modify → Copy tags to snapshots.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --copy-tags-to-snapshot --apply-immediately',
    terraform: 'resource "aws_rds_cluster" "this" {\n  copy_tags_to_snapshot = true\n}',
    cloudformation: 'CopyTagsToSnapshot: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_copy_tags_to_snapshots'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.CopyTagsToSnapshot === true)
      return pass('Snapshots get the tags of the cluster.', 'CopyTagsToSnapshot');
    return fail('Snapshots do not get the tags of the cluster.', 'CopyTagsToSnapshot');
  },
});
