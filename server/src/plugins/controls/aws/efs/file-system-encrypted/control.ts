import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';

export const control = defineControl({
  id: 'aws-efs-file-system-encrypted',
  version: 1,
  title: 'EFS file system is encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'An unencrypted file system lies readable on the storage of the service, and encryption cannot be switched on later: the longer it waits, the more has to be moved.',
  advice: {
    console:
      'Encryption cannot be changed afterwards: EFS → Create file system with encryption, copy the data with AWS DataSync, delete the old one.',
    cli: 'aws efs create-file-system --encrypted --kms-key-id KEY_ARN',
    terraform:
      'resource "aws_efs_file_system" "this" {\n  encrypted  = true\n  kms_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'Encrypted: true\nKmsKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html'],
  resource: efsFileSystemType,
  equivalents: ['prowler:efs_encryption_at_rest_enabled'],
  evaluate(fileSystem) {
    if (fileSystem.Encrypted === true)
      return pass(
        `The file system is encrypted with ${fileSystem.KmsKeyId ?? 'a KMS key'}.`,
        'Encrypted',
        'KmsKeyId',
      );
    return fail('The file system is not encrypted.', 'Encrypted');
  },
});
