import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-storage-encrypted',
  version: 1,
  title: 'RDS cluster encrypts its storage',
  severity: 'high',
  category: 'encryption',
  risk: 'Storage, snapshots and backups of an unencrypted cluster can be read without any key by whoever gets hold of a copy. Encryption cannot be switched on later.',
  advice: {
    console:
      'RDS → Snapshots → restore a snapshot of the cluster with encryption switched on, then move the application to the new cluster.',
    cli: 'aws rds restore-db-cluster-from-snapshot --db-cluster-identifier NEW --snapshot-identifier SNAPSHOT --engine aurora-postgresql --kms-key-id KEY',
    terraform:
      'resource "aws_rds_cluster" "this" {\n  storage_encrypted = true\n  kms_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'StorageEncrypted: true\nKmsKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_storage_encrypted'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.StorageEncrypted === true) return pass('The storage is encrypted.', 'StorageEncrypted');
    return fail('The storage is not encrypted.', 'StorageEncrypted');
  },
});
