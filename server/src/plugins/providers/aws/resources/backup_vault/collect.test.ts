import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { backupVaultCollector as collector } from './collect.ts';

const arn = 'arn:aws:backup:us-east-1:123456789012:backup-vault:nightly';
const recorded: RecordedResponses = {
  'backup:ListBackupVaults': {
    BackupVaultList: [
      {
        BackupVaultName: 'nightly',
        BackupVaultArn: arn,
        VaultType: 'BACKUP_VAULT',
        EncryptionKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
        NumberOfRecoveryPoints: 35,
        Locked: true,
        MinRetentionDays: 7,
        LockDate: '2025-01-01T00:00:00Z',
      },
    ],
  },
  'backup:GetBackupVaultAccessPolicy': { Policy: '{"Statement":[]}' },
  'backup:GetBackupVaultNotifications': { error: 'ResourceNotFoundException', status: 400 },
  'backup:ListRecoveryPointsByBackupVault': [
    {
      RecoveryPoints: [
        { RecoveryPointArn: 'p1', ResourceArn: 'arn:volume', ResourceType: 'EBS', IsEncrypted: false },
        { RecoveryPointArn: 'p2', ResourceArn: 'arn:table', ResourceType: 'DynamoDB', IsEncrypted: true },
      ],
      NextToken: 'more',
    },
    {
      RecoveryPoints: [
        { RecoveryPointArn: 'p3', ResourceArn: 'arn:volume', ResourceType: 'EBS', IsEncrypted: false },
      ],
    },
  ],
  'backup:ListTags': { Tags: { team: 'platform' } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no vault was collected');
  return observed;
}

describe('the backup vault collector', () => {
  it('shows key, lock and policy, and names what lies in it unencrypted once', async () => {
    const vault = await collectOne();
    expect(vault).toMatchObject({
      externalId: arn,
      name: 'nightly',
      tags: { team: 'platform' },
      unreadable: [],
    });
    expect(vault.configuration).toEqual({
      BackupVaultName: 'nightly',
      BackupVaultArn: arn,
      EncryptionKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
      VaultType: 'BACKUP_VAULT',
      Locked: true,
      LockConfiguration: { MinRetentionDays: 7, LockDate: '2025-01-01T00:00:00.000Z' },
      AccessPolicy: { Statement: [] },
      UnencryptedRecoveryPoints: [{ ResourceArn: 'arn:volume', ResourceType: 'EBS' }],
      Tags: [{ Key: 'team', Value: 'platform' }],
    });
  });

  it('does not take denied recovery points for encrypted ones', async () => {
    const vault = await collectOne({
      'backup:ListRecoveryPointsByBackupVault': { error: 'AccessDeniedException', status: 403 },
    });
    expect(vault.unreadable).toEqual([
      expect.objectContaining({ path: 'UnencryptedRecoveryPoints', reason: 'denied' }),
    ]);
  });
});
