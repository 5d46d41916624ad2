import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupVaultType } from '../../../../providers/aws/resources/backup_vault/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-backup-vault-policy-not-public',
  version: 1,
  title: 'Backup vault is open to nobody unknown by its policy',
  severity: 'high',
  category: 'data-protection',
  risk: 'Everybody could copy your backups away or copy theirs in, and with them every database and file that was saved.',
  advice: {
    console:
      'AWS Backup → Vaults → the vault → Access policy → Edit: name accounts or the organisation instead of "*".',
    cli: 'aws backup put-backup-vault-access-policy --backup-vault-name NAME --policy file://policy.json',
    terraform:
      'resource "aws_backup_vault_policy" "this" {\n  backup_vault_name = aws_backup_vault.this.name\n  policy            = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation:
      "AccessPolicy:\n  Statement:\n    - Effect: Allow\n      Principal:\n        AWS: arn:aws:iam::ACCOUNT:root\n      Action: backup:CopyIntoBackupVault\n      Resource: '*'",
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html'],
  resource: backupVaultType,
  equivalents: [],
  withoutFramework: 'Own rule; no check that we map looks at the policy of a vault.',
  evaluate: (vault) => notPublicVerdict(vault.AccessPolicy, 'vault', 'AccessPolicy'),
});
