import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-encrypted-at-rest',
  version: 1,
  title: 'ElastiCache replication group encrypts its disks',
  severity: 'medium',
  category: 'encryption',
  risk: 'Backups and swap of an unencrypted cache hold sessions and personal data in the clear. Encryption can only be chosen when the group is made.',
  advice: {
    console:
      'ElastiCache → Redis caches → Create (or restore a backup) → Security → Encryption at rest: Enable. Then move the application.',
    cli: 'aws elasticache create-replication-group --replication-group-id NEW --replication-group-description text --snapshot-name BACKUP --at-rest-encryption-enabled --kms-key-id KEY',
    terraform:
      'resource "aws_elasticache_replication_group" "this" {\n  at_rest_encryption_enabled = true\n  kms_key_id                 = aws_kms_key.this.arn\n}',
    cloudformation: 'AtRestEncryptionEnabled: true\nKmsKeyId: !Ref Key',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_rest_encryption_enabled'],
  evaluate(group) {
    if (group.AtRestEncryptionEnabled === true)
      return pass('Disks and backups are encrypted.', 'AtRestEncryptionEnabled');
    return fail('Disks and backups are not encrypted.', 'AtRestEncryptionEnabled');
  },
});
