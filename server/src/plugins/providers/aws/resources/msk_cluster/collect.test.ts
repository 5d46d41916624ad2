import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { mskClusterCollector as collector } from './collect.ts';

const arn = 'arn:aws:kafka:us-east-1:123456789012:cluster/events/1';
const provisioned = {
  ClusterType: 'PROVISIONED',
  ClusterArn: arn,
  ClusterName: 'events',
  CurrentVersion: 'K3AEGXETSR30VB',
  State: 'ACTIVE',
  Tags: { team: 'data' },
  Provisioned: {
    NumberOfBrokerNodes: 3,
    CurrentBrokerSoftwareInfo: { KafkaVersion: '3.6.0' },
    BrokerNodeGroupInfo: {
      InstanceType: 'kafka.m7g.large',
      ClientSubnets: ['subnet-b', 'subnet-a'],
      SecurityGroups: ['sg-1'],
      ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } },
    },
    EncryptionInfo: {
      EncryptionAtRest: { DataVolumeKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k' },
      EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
    },
    ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
    EnhancedMonitoring: 'PER_BROKER',
    ZookeeperConnectString: 'z-1.events:2181',
  },
};

describe('the MSK cluster collector', () => {
  it("uses CloudFormation's names, without connection strings", async () => {
    const responses = { 'kafka:ListClustersV2': { ClusterInfoList: [provisioned] } };
    const [cluster] = await collectAll(collector, replaySession({ collector, responses }));
    expect(cluster).toMatchObject({
      externalId: arn,
      name: 'events',
      tags: { team: 'data' },
      unreadable: [],
    });
    expect(cluster?.configuration).toEqual({
      ClusterName: 'events',
      Arn: arn,
      ClusterType: 'PROVISIONED',
      KafkaVersion: '3.6.0',
      NumberOfBrokerNodes: 3,
      BrokerNodeGroupInfo: {
        InstanceType: 'kafka.m7g.large',
        ClientSubnets: ['subnet-a', 'subnet-b'],
        SecurityGroups: ['sg-1'],
        ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } },
      },
      EncryptionInfo: {
        EncryptionAtRest: { DataVolumeKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k' },
        EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
      },
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      EnhancedMonitoring: 'PER_BROKER',
      Tags: [{ Key: 'team', Value: 'data' }],
    });
  });

  it('reports serverless clusters with what they have', async () => {
    const serverless = {
      ClusterType: 'SERVERLESS',
      ClusterArn: arn,
      ClusterName: 'events',
      Serverless: {
        VpcConfigs: [{ SubnetIds: ['subnet-b', 'subnet-a'] }],
        ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
      },
    };
    const responses = { 'kafka:ListClustersV2': { ClusterInfoList: [serverless] } };
    const [cluster] = await collectAll(collector, replaySession({ collector, responses }));
    expect(cluster?.configuration).toEqual({
      ClusterName: 'events',
      Arn: arn,
      ClusterType: 'SERVERLESS',
      VpcConfigs: [{ SubnetIds: ['subnet-a', 'subnet-b'] }],
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
    });
  });
});
