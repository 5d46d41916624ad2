import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-storage-encrypted',
  version: 1,
  title: 'RDS instance encrypts its storage',
  severity: 'high',
  category: 'encryption',
  risk: 'Whoever gets hold of a disk, a snapshot or a backup of an unencrypted database reads the data without any key. Encryption cannot be switched on later without a copy.',
  advice: {
    console:
      'RDS → Snapshots → take a snapshot → Copy snapshot with "Enable encryption" → Restore it, then move the application to the new instance. New instances: switch on encryption when creating them.',
    cli: 'aws rds copy-db-snapshot --source-db-snapshot-identifier SNAPSHOT --target-db-snapshot-identifier SNAPSHOT-encrypted --kms-key-id KEY && aws rds restore-db-instance-from-db-snapshot --db-instance-identifier NEW --db-snapshot-identifier SNAPSHOT-encrypted',
    terraform:
      'resource "aws_db_instance" "this" {\n  storage_encrypted = true\n  kms_key_id        = aws_kms_key.this.arn\n}',
    cloudformation: 'StorageEncrypted: true\nKmsKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_storage_encrypted'],
  evaluate(instance) {
    if (instance.StorageEncrypted === true)
      return pass('The storage is encrypted.', 'StorageEncrypted', 'KmsKeyId');
    return fail('The storage is not encrypted.', 'StorageEncrypted');
  },
});
