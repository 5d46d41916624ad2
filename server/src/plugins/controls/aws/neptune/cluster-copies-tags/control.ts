import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-copies-tags',
  version: 1,
  title: 'Neptune cluster copies its tags to its snapshots',
  severity: 'low',
  category: 'governance',
  risk: 'A snapshot without tags loses its owner and the policies that go by tags. Nobody dares to delete it and nobody protects it.',
  advice: {
    console: 'Neptune → Clusters → the cluster → Modify → Copy tags to snapshots.',
    cli: 'aws neptune modify-db-cluster --db-cluster-identifier NAME --copy-tags-to-snapshot --apply-immediately',
    terraform: 'resource "aws_neptune_cluster" "this" {\n  copy_tags_to_snapshot = true\n}',
    cloudformation: 'CopyTagsToSnapshot: true',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_copy_tags_to_snapshots'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    if (cluster.CopyTagsToSnapshot === true)
      return pass('Snapshots get the tags of the cluster.', 'CopyTagsToSnapshot');
    return fail('Snapshots do not get the tags of the cluster.', 'CopyTagsToSnapshot');
  },
});
