import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-multi-az',
  version: 1,
  title: 'ElastiCache replication group spans several zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'When the zone of the only nodes fails the cache is empty and the databases behind it get all the load at once.',
  advice: {
    console: 'ElastiCache → the cache → Modify → Multi-AZ: Enable (with a replica in another zone).',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --multi-az-enabled --apply-immediately',
    terraform: 'resource "aws_elasticache_replication_group" "this" {\n  multi_az_enabled = true\n}',
    cloudformation: 'MultiAZEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_multi_az_enabled'],
  evaluate(group) {
    if (group.MultiAZEnabled === true) return pass('Nodes are in several zones.', 'MultiAZEnabled');
    return fail('Multi-AZ is off.', 'MultiAZEnabled');
  },
});
