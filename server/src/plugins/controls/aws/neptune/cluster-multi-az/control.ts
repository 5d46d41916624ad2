import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-multi-az',
  version: 1,
  title: 'Neptune cluster has instances in more than one zone',
  severity: 'medium',
  category: 'resilience',
  risk: 'When the only zone with instances fails, the cluster answers nobody until new instances are up elsewhere. A reader in another zone takes over in a minute.',
  advice: {
    console: 'Neptune → Clusters → the cluster → Actions → Add reader: choose another zone.',
    cli: 'aws neptune create-db-instance --db-instance-identifier NAME-reader --db-cluster-identifier NAME --engine neptune --db-instance-class CLASS --availability-zone ZONE',
    terraform:
      'resource "aws_neptune_cluster_instance" "this" {\n  count              = 2\n  cluster_identifier = aws_neptune_cluster.this.id\n  instance_class     = "db.r6g.large"\n}',
    cloudformation:
      'Reader:\n  Type: AWS::Neptune::DBInstance\n  Properties:\n    DBClusterIdentifier: !Ref Cluster\n    AvailabilityZone: !Select [1, !GetAZs ""]',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-db-clusters.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_multi_az'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    if (cluster.MultiAZ === true) return pass('The cluster has instances in several zones.', 'MultiAZ');
    if (cluster.MultiAZ === false) return fail('All instances of the cluster are in one zone.', 'MultiAZ');
    return unknown('The service does not say in how many zones the cluster has instances.', 'MultiAZ');
  },
});
