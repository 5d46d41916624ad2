import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupVaultType } from '../../../../providers/aws/resources/backup_vault/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-backup-vault-exists',
  version: 1,
  title: 'The account has a backup vault',
  severity: 'low',
  category: 'resilience',
  risk: 'Without a vault there is no place where backups are kept apart from what they protect.',
  advice: {
    console: 'AWS Backup → Vaults → Create new vault.',
    cli: 'aws backup create-backup-vault --backup-vault-name NAME --encryption-key-arn KEY_ARN',
    terraform:
      'resource "aws_backup_vault" "this" {\n  name        = "nightly"\n  kms_key_arn = aws_kms_key.this.arn\n}',
    cloudformation:
      'Type: AWS::Backup::BackupVault\nProperties:\n  BackupVaultName: nightly\n  EncryptionKeyArn: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html'],
  resource: iamAccountType,
  reads: { vaults: backupVaultType },
  equivalents: ['prowler:backup_vaults_exist'],
  evaluate(_account, _subject, { vaults }) {
    const vault = vaults.find(() => true);
    if (vault !== undefined) return pass(`The vault ${vault.name} is in ${vault.region}.`);
    return fail('The account has no backup vault.');
  },
});
