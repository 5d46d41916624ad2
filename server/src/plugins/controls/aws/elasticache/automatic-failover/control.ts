import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-automatic-failover',
  version: 1,
  title: 'ElastiCache replication group fails over by itself',
  severity: 'medium',
  category: 'resilience',
  risk: 'When the primary node dies nothing can be written until a person promotes a replica by hand.',
  advice: {
    console: 'ElastiCache → the cache → Modify → Automatic failover: Enable.',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --automatic-failover-enabled --apply-immediately',
    terraform:
      'resource "aws_elasticache_replication_group" "this" {\n  automatic_failover_enabled = true\n}',
    cloudformation: 'AutomaticFailoverEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_automatic_failover_enabled'],
  evaluate(group) {
    if (group.AutomaticFailoverEnabled === true)
      return pass('A replica takes over by itself.', 'AutomaticFailoverEnabled');
    return fail('Automatic failover is off.', 'AutomaticFailoverEnabled');
  },
});
