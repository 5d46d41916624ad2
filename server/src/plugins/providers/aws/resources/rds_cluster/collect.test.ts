import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { rdsClusterCollector as collector } from './collect.ts';

const shop = {
  DBClusterIdentifier: 'shop',
  DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:shop',
  Status: 'available',
  Engine: 'aurora-postgresql',
  DBClusterParameterGroup: 'default.aurora-postgresql16',
  DBSubnetGroup: 'private',
  Endpoint: 'shop.cluster.example',
  ReaderEndpoint: 'shop.cluster-ro.example',
  Port: 5432,
  AvailabilityZones: ['us-east-1b', 'us-east-1a'],
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
  StorageEncrypted: true,
  IAMDatabaseAuthenticationEnabled: false,
  HttpEndpointEnabled: true,
  PerformanceInsightsEnabled: true,
  PerformanceInsightsKMSKeyId: 'key',
  ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
  Capacity: 2,
  DBClusterMembers: [{ DBInstanceIdentifier: 'shop-1', IsClusterWriter: true }],
  LatestRestorableTime: '2024-05-01T00:00:00Z',
  TagList: [{ Key: 'Name', Value: 'shop' }],
};

async function collect(...clusters: object[]) {
  const responses = { 'rds:DescribeDBClusters': { DBClusters: clusters } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the RDS cluster collector', () => {
  it("uses CloudFormation's names", async () => {
    const [cluster] = await collect(shop);
    expect(cluster?.configuration).toEqual({
      DBClusterIdentifier: 'shop',
      DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:shop',
      DBClusterParameterGroupName: 'default.aurora-postgresql16',
      DBSubnetGroupName: 'private',
      VpcSecurityGroupIds: ['sg-1'],
      Engine: 'aurora-postgresql',
      StorageEncrypted: true,
      Port: 5432,
      Endpoint: { Address: 'shop.cluster.example', Port: '5432' },
      ReadEndpoint: { Address: 'shop.cluster-ro.example' },
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      EnableIAMDatabaseAuthentication: false,
      EnableHttpEndpoint: true,
      PerformanceInsightsEnabled: true,
      PerformanceInsightsKmsKeyId: 'key',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
      Tags: [{ Key: 'Name', Value: 'shop' }],
    });
  });

  it('sees no change when the cluster fails over, scales or is backed up', async () => {
    const [before] = await collect(shop);
    const [after] = await collect({
      ...shop,
      Status: 'backing-up',
      Capacity: 4,
      LatestRestorableTime: '2024-05-02T00:00:00Z',
      DBClusterMembers: [{ DBInstanceIdentifier: 'shop-2', IsClusterWriter: true }],
      AvailabilityZones: shop.AvailabilityZones.toReversed(),
    });
    expect(after).toEqual(before);
  });

  it('calls a stopped cluster stopped', async () => {
    const [cluster] = await collect({ ...shop, Status: 'stopped' });
    expect(cluster?.status).toBe('stopped');
  });
});
