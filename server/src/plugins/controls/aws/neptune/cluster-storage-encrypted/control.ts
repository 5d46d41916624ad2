import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-storage-encrypted',
  version: 1,
  title: 'Neptune cluster encrypts its storage',
  severity: 'high',
  category: 'encryption',
  risk: 'Storage, snapshots and backups of an unencrypted cluster can be read without any key by whoever gets hold of a copy. Encryption cannot be switched on later.',
  advice: {
    console:
      'Neptune → Snapshots → restore a snapshot of the cluster with encryption switched on, then move the application to the new cluster.',
    cli: 'aws neptune restore-db-cluster-from-snapshot --db-cluster-identifier NEW --snapshot-identifier SNAPSHOT --engine neptune --kms-key-id KEY',
    terraform:
      'resource "aws_neptune_cluster" "this" {\n  storage_encrypted = true\n  kms_key_arn = aws_kms_key.this.arn\n}',
    cloudformation: 'StorageEncrypted: true\nKmsKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_storage_encrypted'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    if (cluster.StorageEncrypted === true) return pass('The storage is encrypted.', 'StorageEncrypted');
    return fail('The storage is not encrypted.', 'StorageEncrypted');
  },
});
