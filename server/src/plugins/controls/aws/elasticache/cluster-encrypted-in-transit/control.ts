import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheClusterType } from '../../../../providers/aws/resources/elasticache_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-cluster-encrypted-in-transit',
  version: 1,
  title: 'ElastiCache cluster outside a replication group accepts TLS only',
  severity: 'medium',
  category: 'encryption',
  risk: 'Without TLS what is cached crosses the network readable: pages with personal data, sessions, results of queries.',
  advice: {
    console:
      'ElastiCache → Create a Memcached cache of version 1.6.12 or newer with Encryption in transit, and move the application.',
    cli: 'aws elasticache create-cache-cluster --cache-cluster-id NEW --engine memcached --cache-node-type TYPE --num-cache-nodes 2 --transit-encryption-enabled',
    terraform: 'resource "aws_elasticache_cluster" "this" {\n  transit_encryption_enabled = true\n}',
    cloudformation: 'TransitEncryptionEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html'],
  resource: elasticacheClusterType,
  equivalents: ['prowler:elasticache_redis_cluster_in_transit_encryption_enabled'],
  evaluate(cluster) {
    if (cluster.ReplicationGroupId !== undefined)
      return notApplicable(
        `The replication group ${cluster.ReplicationGroupId} is judged for it.`,
        'ReplicationGroupId',
      );
    if (cluster.TransitEncryptionEnabled === true)
      return pass('Connections are encrypted.', 'TransitEncryptionEnabled');
    return fail('Connections are not encrypted.', 'TransitEncryptionEnabled', 'Engine');
  },
});
