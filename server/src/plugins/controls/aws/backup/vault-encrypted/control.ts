import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupVaultType } from '../../../../providers/aws/resources/backup_vault/schema.ts';

export const control = defineControl({
  id: 'aws-backup-vault-encrypted',
  version: 1,
  title: 'Backup vault is encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'A vault holds copies of everything that matters in one place. Without a key of its own they are as open as their sources.',
  advice: {
    console: 'AWS Backup → Vaults → Create new vault, with a KMS key: the key of a vault cannot be changed.',
    cli: 'aws backup create-backup-vault --backup-vault-name NAME --encryption-key-arn KEY_ARN',
    terraform:
      'resource "aws_backup_vault" "this" {\n  name        = "nightly"\n  kms_key_arn = aws_kms_key.this.arn\n}',
    cloudformation: 'EncryptionKeyArn: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html'],
  resource: backupVaultType,
  equivalents: ['prowler:backup_vaults_encrypted'],
  evaluate(vault) {
    if (vault.EncryptionKeyArn === undefined)
      return fail('The vault names no encryption key.', 'EncryptionKeyArn');
    return pass(`The vault is encrypted with ${vault.EncryptionKeyArn}.`, 'EncryptionKeyArn');
  },
});
