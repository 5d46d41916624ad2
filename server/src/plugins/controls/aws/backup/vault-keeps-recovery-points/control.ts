import { deniedUnder, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupVaultType } from '../../../../providers/aws/resources/backup_vault/schema.ts';

export const control = defineControl({
  id: 'aws-backup-vault-keeps-recovery-points',
  version: 1,
  title: 'Backup vault does not let recovery points be deleted by hand',
  severity: 'medium',
  category: 'resilience',
  risk:
    'Ransomware deletes the backups before it touches the data. ' +
    'A lock or a Deny in the policy of the vault keeps recovery points until their time is over.',
  advice: {
    console:
      'AWS Backup → Vaults → the vault → Vault Lock → Create, or Access policy → Edit: deny backup:DeleteRecoveryPoint to everybody.',
    cli: 'aws backup put-backup-vault-lock-configuration --backup-vault-name NAME --min-retention-days 7',
    terraform:
      'resource "aws_backup_vault_lock_configuration" "this" {\n  backup_vault_name  = aws_backup_vault.this.name\n  min_retention_days = 7\n}',
    cloudformation: 'LockConfiguration:\n  MinRetentionDays: 7',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html'],
  resource: backupVaultType,
  equivalents: [],
  withoutFramework: 'Own rule; no check that we map looks at it.',
  evaluate(vault) {
    if (vault.Locked === true) return pass('The vault is locked.', 'Locked', 'LockConfiguration');
    const answer = deniedUnder(
      parsePolicy(vault.AccessPolicy),
      { action: 'backup:DeleteRecoveryPoint', resources: ['*'] },
      () => false,
    );
    if (answer.answer === 'yes')
      return pass(`Deleting is denied to everybody by ${answer.statement}.`, 'AccessPolicy');
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be read: ${answer.why}.`, 'AccessPolicy');
    return fail(
      'The vault is not locked, and its policy does not deny deleting recovery points.',
      'Locked',
      'AccessPolicy',
    );
  },
});
