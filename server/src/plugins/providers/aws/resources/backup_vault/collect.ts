import type { BackupVaultListMember, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { backupVaultType } from './schema.ts';

export const backupVaultCollector = defineCollector<AwsSession>({
  resource: backupVaultType,
  scope: 'regional',
  lists: [{ operation: 'backup:ListBackupVaults', permission: 'backup:ListBackupVaults' }],
  details: [
    {
      operation: 'backup:GetBackupVaultAccessPolicy',
      permission: 'backup:GetBackupVaultAccessPolicy',
      paths: ['AccessPolicy'],
      absent: ['ResourceNotFoundException'],
    },
    {
      operation: 'backup:GetBackupVaultNotifications',
      permission: 'backup:GetBackupVaultNotifications',
      paths: ['Notifications'],
      absent: ['ResourceNotFoundException'],
    },
    {
      operation: 'backup:ListRecoveryPointsByBackupVault',
      permission: 'backup:ListRecoveryPointsByBackupVault',
      paths: ['UnencryptedRecoveryPoints'],
    },
    { operation: 'backup:ListTags', permission: 'backup:ListTags', paths: ['Tags'] },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(vaults(session), (vault) => observeVault(session, vault));
  },
});

async function* vaults(session: AwsSession): AsyncIterable<BackupVaultListMember> {
  for await (const page of session.pages('backup', 'ListBackupVaults', { MaxResults: 1000 }))
    yield* page.BackupVaultList ?? [];
}

// Left out because it moves by itself: how many recovery points there are.
async function observeVault(session: AwsSession, vault: BackupVaultListMember): Promise<ObservedResource> {
  const BackupVaultName = vault.BackupVaultName ?? '';
  const arn =
    vault.BackupVaultArn ||
    `arn:${session.partition}:backup:${session.region}:${session.accountId}:backup-vault:${BackupVaultName}`;
  const [policy, notifications, points, tags] = await Promise.all([
    session.detail('backup', 'GetBackupVaultAccessPolicy', { BackupVaultName }),
    session.detail('backup', 'GetBackupVaultNotifications', { BackupVaultName }),
    session.detailPages('backup', 'ListRecoveryPointsByBackupVault', { BackupVaultName, MaxResults: 1000 }),
    session.detailPages('backup', 'ListTags', { ResourceArn: arn, MaxResults: 1000 }),
  ]);
  const draft = draftConfiguration({
    BackupVaultName,
    BackupVaultArn: arn,
    EncryptionKeyArn: vault.EncryptionKeyArn,
    VaultType: vault.VaultType,
    Locked: vault.Locked,
    LockConfiguration: unlessEmpty({
      MinRetentionDays: vault.MinRetentionDays,
      MaxRetentionDays: vault.MaxRetentionDays,
      LockDate: vault.LockDate,
    }),
  });
  draft.put('AccessPolicy', policy, (it) => policyDocument(it.Policy));
  draft.put(
    'Notifications',
    notifications,
    (it) =>
      it.SNSTopicArn && { SNSTopicArn: it.SNSTopicArn, BackupVaultEvents: sorted(it.BackupVaultEvents) },
  );
  draft.put('UnencryptedRecoveryPoints', points, (pages) =>
    unencrypted(pages.flatMap((page) => page.RecoveryPoints ?? [])),
  );
  const tagPages = draft.take(tags)?.map((page) => page.Tags ?? {});
  return observed(session, draft, {
    externalId: arn,
    name: BackupVaultName,
    tags: Object.assign({}, ...(tagPages ?? [])),
  });
}

function unencrypted(points: RecoveryPointByBackupVault[]) {
  const byResource = new Map<string, { ResourceArn: string | undefined; ResourceType: string | undefined }>();
  for (const { IsEncrypted, ResourceArn, ResourceType } of points) {
    if (IsEncrypted === false) byResource.set(ResourceArn ?? '', { ResourceArn, ResourceType });
  }
  return sortedBy([...byResource.values()], (one) => [one.ResourceArn]);
}
