import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ebsSnapshotCollector as collector } from './collect.ts';

const snapshot = {
  SnapshotId: 'snap-1',
  VolumeId: 'vol-1',
  VolumeSize: 8,
  Encrypted: false,
  Description: '',
  State: 'pending',
  Progress: '40%',
  StartTime: '2024-01-02T03:04:05.000Z',
  OwnerId: '123456789012',
  Tags: [{ Key: 'Name', Value: 'nightly' }],
};
const list = { 'ec2:DescribeSnapshots': { Snapshots: [snapshot] } };

describe('the EBS snapshot collector', () => {
  it('says with whom a snapshot is shared', async () => {
    const permissions = { CreateVolumePermissions: [{ UserId: '210987654321' }, { Group: 'all' }] };
    const responses = { ...list, 'ec2:DescribeSnapshotAttribute': permissions };
    const [observed] = await collectAll(collector, replaySession({ collector, responses }));
    expect(observed).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
      name: 'nightly',
      unreadable: [],
    });
    expect(observed?.configuration).toEqual({
      SnapshotId: 'snap-1',
      VolumeId: 'vol-1',
      VolumeSize: 8,
      Encrypted: false,
      State: 'pending',
      StartTime: '2024-01-02T03:04:05.000Z',
      OwnerId: '123456789012',
      CreateVolumePermissions: [{ UserId: '210987654321' }, { Group: 'all' }],
      Tags: [{ Key: 'Name', Value: 'nightly' }],
    });
  });

  it('does not call a snapshot private when it may not read its permissions', async () => {
    const [observed] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(observed?.unreadable).toMatchObject([
      { path: 'CreateVolumePermissions', reason: 'denied', permission: 'ec2:DescribeSnapshotAttribute' },
    ]);
  });

  it('does not report a snapshot that was deleted meanwhile', async () => {
    const gone = { error: 'InvalidSnapshot.NotFound' };
    const responses = { ...list, 'ec2:DescribeSnapshotAttribute': gone };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([]);
  });

  it('asks only for snapshots of the account itself', async () => {
    let asked: unknown;
    const responses = {
      'ec2:DescribeSnapshots': (input: unknown) => {
        asked = input;
        return { Snapshots: [] };
      },
    };
    await collectAll(collector, replaySession({ collector, responses }));
    expect(asked).toMatchObject({ OwnerIds: ['self'] });
  });
});
