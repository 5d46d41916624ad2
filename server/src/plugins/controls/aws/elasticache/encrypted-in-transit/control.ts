import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-encrypted-in-transit',
  version: 1,
  title: 'ElastiCache replication group accepts TLS only',
  severity: 'medium',
  category: 'encryption',
  risk: 'Without TLS passwords and cached sessions cross the network readable. Whoever listens takes over the sessions of the users.',
  advice: {
    console:
      'ElastiCache → the cache → Modify → Encryption in transit: Enable, first "Preferred", then "Required" when all clients use TLS.',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --transit-encryption-enabled --transit-encryption-mode required --apply-immediately',
    terraform:
      'resource "aws_elasticache_replication_group" "this" {\n  transit_encryption_enabled = true\n  transit_encryption_mode    = "required"\n}',
    cloudformation: 'TransitEncryptionEnabled: true\nTransitEncryptionMode: required',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html'],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_cluster_in_transit_encryption_enabled'],
  evaluate(group) {
    if (group.TransitEncryptionEnabled !== true)
      return fail('Connections are not encrypted.', 'TransitEncryptionEnabled');
    if (group.TransitEncryptionMode === 'preferred')
      return fail(
        'TLS is preferred and not required: plain connections are accepted.',
        'TransitEncryptionMode',
      );
    return pass('Connections are encrypted.', 'TransitEncryptionEnabled', 'TransitEncryptionMode');
  },
});
