import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupVaultType } from '../../../../providers/aws/resources/backup_vault/schema.ts';

export const control = defineControl({
  id: 'aws-backup-recovery-points-encrypted',
  version: 1,
  title: 'Recovery points in the backup vault are encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'Several services keep the encryption of the source when they are backed up, whatever key the vault has: an unencrypted volume gives an unencrypted recovery point.',
  advice: {
    console:
      'Encrypt the source (volume, database, file system), or copy the recovery point into a vault with a key: AWS Backup → Vaults → the recovery point → Copy.',
    cli: 'aws backup start-copy-job --recovery-point-arn ARN --source-backup-vault-name NAME --destination-backup-vault-arn VAULT_ARN --iam-role-arn ROLE_ARN',
    terraform: 'resource "aws_ebs_encryption_by_default" "this" {\n  enabled = true\n}',
    cloudformation: 'Set Encrypted: true on the volumes, databases and file systems that are backed up.',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html'],
  resource: backupVaultType,
  equivalents: ['prowler:backup_recovery_point_encrypted'],
  evaluate(vault) {
    const open = vault.UnencryptedRecoveryPoints ?? [];
    if (open.length === 0)
      return pass('No recovery point in the vault is unencrypted.', 'UnencryptedRecoveryPoints');
    return fail(
      `Resources with unencrypted recovery points: ${open.length}, for example ${open[0]?.ResourceArn ?? 'one without a name'}.`,
      'UnencryptedRecoveryPoints',
    );
  },
});
