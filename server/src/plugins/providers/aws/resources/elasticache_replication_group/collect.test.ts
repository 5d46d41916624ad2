import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { elasticacheReplicationGroupCollector as collector } from './collect.ts';

const arn = 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:carts';
const list = {
  'elasticache:DescribeReplicationGroups': {
    ReplicationGroups: [
      {
        ReplicationGroupId: 'carts',
        ARN: arn,
        Description: 'Carts',
        Status: 'snapshotting',
        MemberClusters: ['carts-002', 'carts-001'],
        NodeGroups: [{ NodeGroupId: '0001' }],
        AutomaticFailover: 'enabled',
        MultiAZ: 'disabled',
        SnapshotRetentionLimit: 7,
        AuthTokenEnabled: false,
        TransitEncryptionEnabled: true,
        AtRestEncryptionEnabled: true,
        UserGroupIds: ['carts-users'],
        AutoMinorVersionUpgrade: true,
      },
    ],
  },
};

describe('the ElastiCache replication group collector', () => {
  it("uses CloudFormation's names, with switches as true and false", async () => {
    const responses = {
      ...list,
      'elasticache:ListTagsForResource': { TagList: [{ Key: 'team', Value: 'shop' }] },
    };
    const [group] = await collectAll(collector, replaySession({ collector, responses }));
    expect(group).toMatchObject({ externalId: arn, name: 'carts', tags: { team: 'shop' }, unreadable: [] });
    expect(group?.configuration).toEqual({
      ReplicationGroupId: 'carts',
      Arn: arn,
      ReplicationGroupDescription: 'Carts',
      NumNodeGroups: 1,
      MemberClusters: ['carts-001', 'carts-002'],
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: false,
      AutoMinorVersionUpgrade: true,
      AtRestEncryptionEnabled: true,
      TransitEncryptionEnabled: true,
      AuthTokenEnabled: false,
      UserGroupIds: ['carts-users'],
      SnapshotRetentionLimit: 7,
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('does not know tags that it may not read', async () => {
    const [group] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(group?.unreadable).toEqual([expect.objectContaining({ path: 'Tags', reason: 'denied' })]);
  });
});
