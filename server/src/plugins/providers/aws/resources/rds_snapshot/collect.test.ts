import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { rdsSnapshotCollector as collector } from './collect.ts';

const manual = {
  DBSnapshotIdentifier: 'before-upgrade',
  DBSnapshotArn: 'arn:aws:rds:us-east-1:123456789012:snapshot:before-upgrade',
  DBInstanceIdentifier: 'orders',
  SnapshotType: 'manual',
  SnapshotCreateTime: '2024-05-01T00:00:00Z',
  Status: 'available',
  PercentProgress: 100,
  Encrypted: true,
};
const clusterSnapshot = {
  DBClusterSnapshotIdentifier: 'shop-final',
  DBClusterSnapshotArn: 'arn:aws:rds:us-east-1:123456789012:cluster-snapshot:shop-final',
  DBClusterIdentifier: 'shop',
  SnapshotType: 'manual',
  StorageEncrypted: false,
};
const sharedWith = (...AttributeValues: string[]) => [{ AttributeName: 'restore', AttributeValues }];

async function collect(responses: RecordedResponses) {
  const lists = {
    'rds:DescribeDBSnapshots': { DBSnapshots: [] },
    'rds:DescribeDBClusterSnapshots': { DBClusterSnapshots: [] },
  };
  return collectAll(collector, replaySession({ collector, responses: { ...lists, ...responses } }));
}

describe('the RDS snapshot collector', () => {
  it('says with whom a snapshot is shared, in a fixed order', async () => {
    const [snapshot] = await collect({
      'rds:DescribeDBSnapshots': { DBSnapshots: [manual] },
      'rds:DescribeDBSnapshotAttributes': {
        DBSnapshotAttributesResult: { DBSnapshotAttributes: sharedWith('999999999999', '111111111111') },
      },
    });
    expect(snapshot?.externalId).toBe(manual.DBSnapshotArn);
    expect(snapshot?.configuration).toEqual({
      DBSnapshotIdentifier: 'before-upgrade',
      DBSnapshotArn: manual.DBSnapshotArn,
      DBInstanceIdentifier: 'orders',
      SnapshotType: 'manual',
      SnapshotCreateTime: '2024-05-01T00:00:00.000Z',
      Status: 'available',
      Encrypted: true,
      DBSnapshotAttributes: sharedWith('111111111111', '999999999999'),
    });
  });

  it('lists snapshots of clusters beside those of instances', async () => {
    const snapshots = await collect({
      'rds:DescribeDBSnapshots': { DBSnapshots: [manual] },
      'rds:DescribeDBClusterSnapshots': { DBClusterSnapshots: [clusterSnapshot] },
      'rds:DescribeDBClusterSnapshotAttributes': {
        DBClusterSnapshotAttributesResult: { DBClusterSnapshotAttributes: sharedWith('all') },
      },
    });
    expect(snapshots.map(({ name }) => name)).toEqual(['before-upgrade', 'shop-final']);
    expect(snapshots[1]?.configuration).toMatchObject({
      StorageEncrypted: false,
      DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }],
    });
  });

  it('does not know whether a snapshot is shared when that was denied', async () => {
    const [snapshot] = await collect({ 'rds:DescribeDBSnapshots': { DBSnapshots: [manual] } });
    expect(snapshot?.unreadable).toMatchObject([
      {
        path: 'DBSnapshotAttributes',
        reason: 'denied',
        permission: 'rds:DescribeDBSnapshotAttributes',
      },
    ]);
  });

  it('does not ask about automated snapshots, which AWS never shares', async () => {
    const [snapshot] = await collect({
      'rds:DescribeDBSnapshots': { DBSnapshots: [{ ...manual, SnapshotType: 'automated' }] },
    });
    expect(snapshot?.unreadable).toEqual([]);
    expect(snapshot?.configuration).not.toHaveProperty('DBSnapshotAttributes');
  });
});
