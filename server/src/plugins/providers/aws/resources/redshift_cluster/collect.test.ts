import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { redshiftClusterCollector as collector } from './collect.ts';

const list = {
  'redshift:DescribeClusters': {
    Clusters: [
      {
        ClusterIdentifier: 'warehouse',
        ClusterStatus: 'available',
        NodeType: 'ra3.large',
        NumberOfNodes: 2,
        MasterUsername: 'analyst',
        DBName: 'sales',
        Endpoint: { Address: 'warehouse.example', Port: 5439, VpcEndpoints: [] },
        Encrypted: true,
        PubliclyAccessible: false,
        MultiAZ: 'Disabled',
        AutomatedSnapshotRetentionPeriod: 7,
        ClusterParameterGroups: [{ ParameterGroupName: 'strict', ParameterApplyStatus: 'in-sync' }],
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }, { VpcSecurityGroupId: 'sg-1' }],
        Tags: [{ Key: 'team', Value: 'data' }],
      },
    ],
  },
};
const details = {
  'redshift:DescribeLoggingStatus': {
    LoggingEnabled: true,
    LogDestinationType: 'cloudwatch',
    LogExports: ['userlog', 'connectionlog'],
  },
  'redshift:DescribeClusterParameters': {
    Parameters: [
      { ParameterName: 'datestyle', ParameterValue: 'ISO, MDY', Source: 'engine-default' },
      { ParameterName: 'require_ssl', ParameterValue: 'true', Source: 'user' },
    ],
  },
};
const arn = 'arn:aws:redshift:us-east-1:123456789012:cluster:warehouse';

describe('the Redshift cluster collector', () => {
  it("uses CloudFormation's names, with logging and the parameters that decide", async () => {
    const responses = { ...list, ...details };
    const [cluster] = await collectAll(collector, replaySession({ collector, responses }));
    expect(cluster).toMatchObject({
      externalId: arn,
      name: 'warehouse',
      tags: { team: 'data' },
      unreadable: [],
    });
    expect(cluster?.configuration).toEqual({
      ClusterIdentifier: 'warehouse',
      Arn: arn,
      NodeType: 'ra3.large',
      NumberOfNodes: 2,
      MasterUsername: 'analyst',
      DBName: 'sales',
      Endpoint: { Address: 'warehouse.example', Port: 5439 },
      Port: 5439,
      Encrypted: true,
      PubliclyAccessible: false,
      VpcSecurityGroupIds: ['sg-1', 'sg-2'],
      ClusterParameterGroupName: 'strict',
      AutomatedSnapshotRetentionPeriod: 7,
      MultiAZ: false,
      LoggingProperties: { LogDestinationType: 'cloudwatch', LogExports: ['connectionlog', 'userlog'] },
      SecurityParameters: [{ ParameterName: 'require_ssl', ParameterValue: 'true', Source: 'user' }],
      Tags: [{ Key: 'team', Value: 'data' }],
    });
  });

  it('leaves logging out when it is off, although a bucket is still named', async () => {
    const responses = {
      ...list,
      ...details,
      'redshift:DescribeLoggingStatus': { LoggingEnabled: false, BucketName: 'old' },
    };
    const [cluster] = await collectAll(collector, replaySession({ collector, responses }));
    expect(cluster?.configuration).not.toHaveProperty('LoggingProperties');
    expect(cluster?.unreadable).toEqual([]);
  });

  it('does not know logging and parameters that it may not read', async () => {
    const [cluster] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(cluster?.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      ['LoggingProperties', 'denied'],
      ['SecurityParameters', 'denied'],
    ]);
  });
});
