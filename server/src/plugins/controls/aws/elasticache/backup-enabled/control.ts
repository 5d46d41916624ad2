import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-backup-enabled',
  version: 1,
  title: 'ElastiCache replication group keeps backups for seven days or more',
  severity: 'medium',
  category: 'resilience',
  risk: 'A cache often holds what is nowhere else: carts, sessions, counters. Without backups a wrong command loses it for good.',
  advice: {
    console: 'ElastiCache → the cache → Modify → Backup → Enable automatic backups: 7 days or more.',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --snapshot-retention-limit 7 --snapshotting-cluster-id NODE --apply-immediately',
    terraform: 'resource "aws_elasticache_replication_group" "this" {\n  snapshot_retention_limit = 7\n}',
    cloudformation: 'SnapshotRetentionLimit: 7',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_backup_enabled'],
  evaluate(group) {
    const days = group.SnapshotRetentionLimit ?? 0;
    if (days === 0) return fail('Automatic backups are off.', 'SnapshotRetentionLimit');
    if (days < 7) return fail(`Backups are kept for ${days} days.`, 'SnapshotRetentionLimit');
    return pass(`Backups are kept for ${days} days.`, 'SnapshotRetentionLimit');
  },
});
