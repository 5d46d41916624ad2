import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { eksClusterCollector as collector } from './collect.ts';

const cluster = {
  name: 'prod',
  arn: 'arn:aws:eks:us-east-1:123456789012:cluster/prod',
  version: '1.33',
  status: 'ACTIVE',
  platformVersion: 'eks.7',
  roleArn: 'arn:aws:iam::123456789012:role/eks',
  resourcesVpcConfig: {
    endpointPublicAccess: true,
    endpointPrivateAccess: false,
    publicAccessCidrs: ['203.0.113.0/24', '0.0.0.0/0'],
    subnetIds: ['subnet-2', 'subnet-1'],
    securityGroupIds: [],
    clusterSecurityGroupId: 'sg-1',
    vpcId: 'vpc-1',
  },
  logging: {
    clusterLogging: [
      { types: ['scheduler', 'api'], enabled: true },
      { types: ['audit'], enabled: false },
    ],
  },
  encryptionConfig: [
    { resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:us-east-1:123456789012:key/1' } },
  ],
  certificateAuthority: { data: 'LS0tLS1CRUdJTg==' },
  tags: { team: 'platform' },
};
const list = { 'eks:ListClusters': { clusters: ['prod'] } };
const beside = {
  'eks:DescribeClusterVersions': {
    clusterVersions: [
      {
        clusterVersion: '1.33',
        versionStatus: 'STANDARD_SUPPORT',
        endOfStandardSupportDate: '2026-07-29T00:00:00Z',
        endOfExtendedSupportDate: '2027-07-29T00:00:00Z',
      },
    ],
  },
  'eks:DescribeAddon': {
    addon: {
      addonVersion: 'v1.20',
      configurationValues: '{"enableNetworkPolicy":"true","env":{"X":"secret"}}',
    },
  },
};

describe('the EKS cluster collector', () => {
  it("writes the answer in CloudFormation's names, with the enabled log types only", async () => {
    const responses = { ...list, ...beside, 'eks:DescribeCluster': { cluster } };
    const [prod] = await collectAll(collector, replaySession({ collector, responses }));
    expect(prod).toMatchObject({ externalId: cluster.arn, name: 'prod', tags: { team: 'platform' } });
    expect(prod?.configuration).toEqual({
      Name: 'prod',
      Arn: cluster.arn,
      Version: '1.33',
      RoleArn: cluster.roleArn,
      ResourcesVpcConfig: {
        EndpointPublicAccess: true,
        EndpointPrivateAccess: false,
        PublicAccessCidrs: ['0.0.0.0/0', '203.0.113.0/24'],
        SubnetIds: ['subnet-1', 'subnet-2'],
        VpcId: 'vpc-1',
      },
      ClusterSecurityGroupId: 'sg-1',
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'scheduler' }] } },
      EncryptionConfig: [
        { Provider: { KeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1' }, Resources: ['secrets'] },
      ],
      VersionSupport: {
        Status: 'STANDARD_SUPPORT',
        EndOfStandardSupportDate: '2026-07-29T00:00:00.000Z',
        EndOfExtendedSupportDate: '2027-07-29T00:00:00.000Z',
      },
      VpcCni: { AddonVersion: 'v1.20', EnableNetworkPolicy: true },
      Tags: [{ Key: 'team', Value: 'platform' }],
    });
    expect(prod?.unreadable).toEqual([]);
  });

  it('reports a cluster that it may not describe, with everything unknown but its name', async () => {
    const [prod] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(prod).toMatchObject({ externalId: cluster.arn, configuration: { Name: 'prod' } });
    const unknown = prod?.unreadable.map(({ path }) => path);
    expect(unknown).toEqual(
      expect.arrayContaining(['ResourcesVpcConfig', 'Logging', 'EncryptionConfig', 'Tags']),
    );
  });

  it('does not report a cluster that was deleted meanwhile', async () => {
    const gone = { error: 'ResourceNotFoundException', status: 404 };
    const responses = { ...list, 'eks:DescribeCluster': gone };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([]);
  });
});
