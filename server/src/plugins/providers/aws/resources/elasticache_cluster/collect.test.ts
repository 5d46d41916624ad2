import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { elasticacheClusterCollector as collector } from './collect.ts';

const arn = 'arn:aws:elasticache:us-east-1:123456789012:cluster:sessions';
const list = {
  'elasticache:DescribeCacheClusters': {
    CacheClusters: [
      {
        CacheClusterId: 'sessions',
        ARN: arn,
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        CacheClusterStatus: 'snapshotting',
        NumCacheNodes: 2,
        CacheSubnetGroupName: 'private',
        ConfigurationEndpoint: { Address: 'sessions.cfg', Port: 11211 },
        SecurityGroups: [{ SecurityGroupId: 'sg-2' }, { SecurityGroupId: 'sg-1' }],
        CacheParameterGroup: { CacheParameterGroupName: 'default.memcached1.6' },
        AutoMinorVersionUpgrade: true,
        TransitEncryptionEnabled: false,
        AtRestEncryptionEnabled: false,
      },
    ],
  },
};

describe('the ElastiCache cluster collector', () => {
  it("uses CloudFormation's names and says which subnets the group has", async () => {
    const responses = {
      ...list,
      'elasticache:DescribeCacheSubnetGroups': {
        CacheSubnetGroups: [
          {
            CacheSubnetGroupName: 'private',
            VpcId: 'vpc-1',
            Subnets: [{ SubnetIdentifier: 'subnet-b' }, { SubnetIdentifier: 'subnet-a' }],
          },
        ],
      },
      'elasticache:ListTagsForResource': { TagList: [{ Key: 'team', Value: 'shop' }] },
    };
    const [cluster] = await collectAll(collector, replaySession({ collector, responses }));
    expect(cluster).toMatchObject({
      externalId: arn,
      name: 'sessions',
      tags: { team: 'shop' },
      unreadable: [],
    });
    expect(cluster?.configuration).toEqual({
      ClusterName: 'sessions',
      Arn: arn,
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      NumCacheNodes: 2,
      CacheParameterGroupName: 'default.memcached1.6',
      CacheSubnetGroupName: 'private',
      CacheSubnetGroup: { VpcId: 'vpc-1', SubnetIds: ['subnet-a', 'subnet-b'] },
      VpcSecurityGroupIds: ['sg-1', 'sg-2'],
      AutoMinorVersionUpgrade: true,
      Port: 11211,
      TransitEncryptionEnabled: false,
      AtRestEncryptionEnabled: false,
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('does not know subnets and tags that it may not read', async () => {
    const [cluster] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(cluster?.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      ['CacheSubnetGroup', 'denied'],
      ['Tags', 'denied'],
    ]);
  });
});
