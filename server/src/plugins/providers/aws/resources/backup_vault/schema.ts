import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const backupVaultType = defineResourceType({
  type: 'backup_vault',
  vendorType: 'AWS::Backup::BackupVault',
  provider: 'aws',
  title: 'Backup vault',
  service: 'backup',
  aliases: ['vault'],
  schema: z.looseObject({
    BackupVaultName: text,
    BackupVaultArn: text,
    EncryptionKeyArn: text,
    /** `BACKUP_VAULT`, `LOGICALLY_AIR_GAPPED_BACKUP_VAULT` or `RESTORE_ACCESS_BACKUP_VAULT`. */
    VaultType: text,
    Locked: flag,
    LockConfiguration: struct({ MinRetentionDays: number, MaxRetentionDays: number, LockDate: text }),
    AccessPolicy: document,
    Notifications: struct({ SNSTopicArn: text, BackupVaultEvents: texts }),
    /**
     * What was backed up into the vault without encryption, one member per resource. Not the recovery points
     * themselves: those come and go every day.
     */
    UnencryptedRecoveryPoints: listOf(z.looseObject({ ResourceArn: text, ResourceType: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'BackupVaultArn',
      'Locked',
      'LockConfiguration.LockDate',
      'UnencryptedRecoveryPoints',
      'VaultType',
    ],
    createOnlyPaths: ['BackupVaultName', 'EncryptionKeyArn'],
    unorderedScalarPaths: ['Notifications.BackupVaultEvents'],
    identityKeys: { Tags: 'Key', UnencryptedRecoveryPoints: 'ResourceArn' },
  },
});
