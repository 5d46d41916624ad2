import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { kmsKeyCollector as collector } from './collect.ts';

const arn = 'arn:aws:kms:us-east-1:123456789012:key/k1';
const metadata = {
  KeyId: 'k1',
  Arn: arn,
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  Enabled: true,
  Description: 'orders',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  MultiRegion: false,
  CreationDate: '2024-01-01T00:00:00Z',
};
const recorded: RecordedResponses = {
  'kms:ListKeys': { Keys: [{ KeyId: 'k1', KeyArn: arn }], Truncated: false },
  'kms:ListAliases': {
    Aliases: [
      { AliasName: 'alias/orders', TargetKeyId: 'k1' },
      { AliasName: 'alias/other', TargetKeyId: 'k2' },
    ],
  },
  'kms:DescribeKey': { KeyMetadata: metadata },
  'kms:GetKeyPolicy': { Policy: '{"Version":"2012-10-17","Statement":[]}' },
  'kms:GetKeyRotationStatus': { KeyRotationEnabled: true, RotationPeriodInDays: 90 },
  'kms:ListResourceTags': { Tags: [{ TagKey: 'team', TagValue: 'shop' }], Truncated: false },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no key was collected');
  return observed;
}

describe('the KMS key collector', () => {
  it('shows policy, rotation and state of a customer key, named by its alias', async () => {
    const key = await collectOne();
    expect(key).toMatchObject({ externalId: arn, name: 'orders', tags: { team: 'shop' }, unreadable: [] });
    expect(key.configuration).toEqual({
      KeyId: 'k1',
      Arn: arn,
      Aliases: ['alias/orders'],
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      Enabled: true,
      Description: 'orders',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Origin: 'AWS_KMS',
      MultiRegion: false,
      CreationDate: '2024-01-01T00:00:00.000Z',
      KeyPolicy: { Version: '2012-10-17', Statement: [] },
      EnableKeyRotation: true,
      RotationPeriodInDays: 90,
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('lists a key of AWS as well, without asking what nobody can set', async () => {
    const key = await collectOne({
      'kms:DescribeKey': { KeyMetadata: { ...metadata, KeyManager: 'AWS' } },
      'kms:GetKeyPolicy': { error: 'AccessDeniedException' },
      'kms:GetKeyRotationStatus': { error: 'AccessDeniedException' },
      'kms:ListResourceTags': { error: 'AccessDeniedException' },
    });
    expect(key.configuration.KeyManager).toBe('AWS');
    expect(key.configuration).not.toHaveProperty('KeyPolicy');
    expect(key.unreadable).toEqual([]);
  });

  it('takes rotation as absent where a key of that kind cannot rotate', async () => {
    const key = await collectOne({ 'kms:GetKeyRotationStatus': { error: 'UnsupportedOperationException' } });
    expect(key.configuration).not.toHaveProperty('EnableKeyRotation');
    expect(key.unreadable).toEqual([]);
  });

  it('keeps a key that is to be deleted, with that state', async () => {
    const doomed = {
      ...metadata,
      Enabled: false,
      KeyState: 'PendingDeletion',
      DeletionDate: '2024-06-01T00:00:00Z',
    };
    const key = await collectOne({ 'kms:DescribeKey': { KeyMetadata: doomed } });
    expect(key.status).toBe('active');
    expect(key.configuration).toMatchObject({
      KeyState: 'PendingDeletion',
      DeletionDate: '2024-06-01T00:00:00.000Z',
    });
  });

  it('says what a key policy hides that lets the auditor only list the key', async () => {
    const denied = { error: 'AccessDeniedException', status: 400 };
    const key = await collectOne({
      'kms:DescribeKey': denied,
      'kms:GetKeyPolicy': denied,
      'kms:GetKeyRotationStatus': denied,
    });
    expect(key.externalId).toBe(arn);
    expect(key.unreadable.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['KeyState', 'KeyPolicy', 'EnableKeyRotation']),
    );
  });
});
