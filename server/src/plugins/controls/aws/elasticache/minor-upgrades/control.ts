import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-minor-upgrades',
  version: 1,
  title: 'ElastiCache replication group takes minor versions by itself',
  severity: 'medium',
  category: 'governance',
  risk: 'Minor versions carry security fixes. Without automatic upgrades a cache stays open to published holes until somebody remembers it.',
  advice: {
    console: 'ElastiCache → the cache → Modify → Maintenance → Auto upgrade minor versions.',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --auto-minor-version-upgrade --apply-immediately',
    terraform:
      'resource "aws_elasticache_replication_group" "this" {\n  auto_minor_version_upgrade = true\n}',
    cloudformation: 'AutoMinorVersionUpgrade: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_auto_minor_version_upgrades'],
  evaluate(group) {
    if (group.AutoMinorVersionUpgrade === true)
      return pass('Minor versions are installed in the maintenance window.', 'AutoMinorVersionUpgrade');
    if (group.AutoMinorVersionUpgrade === false)
      return fail('Minor versions are not installed by themselves.', 'AutoMinorVersionUpgrade');
    return unknown(
      'ElastiCache does not say whether minor versions are installed.',
      'AutoMinorVersionUpgrade',
    );
  },
});
