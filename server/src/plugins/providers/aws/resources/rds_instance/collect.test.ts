import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { rdsInstanceCollector as collector } from './collect.ts';

const orders = {
  DBInstanceIdentifier: 'orders',
  DBInstanceArn: 'arn:aws:rds:us-east-1:123456789012:db:orders',
  DBInstanceClass: 'db.t4g.micro',
  DBInstanceStatus: 'available',
  Engine: 'postgres',
  AllocatedStorage: 20,
  Endpoint: { Address: 'orders.example', Port: 5432, HostedZoneId: 'Z1' },
  PubliclyAccessible: true,
  StorageEncrypted: false,
  IAMDatabaseAuthenticationEnabled: true,
  PerformanceInsightsEnabled: false,
  EnabledCloudwatchLogsExports: ['upgrade', 'postgresql'],
  VpcSecurityGroups: [
    { VpcSecurityGroupId: 'sg-2', Status: 'active' },
    { VpcSecurityGroupId: 'sg-1', Status: 'active' },
  ],
  DBParameterGroups: [{ DBParameterGroupName: 'default.postgres16', ParameterApplyStatus: 'in-sync' }],
  OptionGroupMemberships: [{ OptionGroupName: 'default:postgres-16', Status: 'in-sync' }],
  DBSubnetGroup: {
    DBSubnetGroupName: 'private',
    VpcId: 'vpc-1',
    Subnets: [{ SubnetIdentifier: 'subnet-2' }, { SubnetIdentifier: 'subnet-1' }],
  },
  CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1', ValidTill: '2027-05-21T18:00:00Z' },
  MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:x', SecretStatus: 'active', KmsKeyId: 'k' },
  LatestRestorableTime: '2024-05-01T00:00:00Z',
  TagList: [{ Key: 'env', Value: 'prod' }],
};

const versions = {
  'rds:DescribeDBEngineVersions': (input: { EngineVersion: string }) => ({
    DBEngineVersions: [
      {
        Engine: 'postgres',
        EngineVersion: input.EngineVersion,
        Status: input.EngineVersion === '16.4' ? 'available' : 'deprecated',
      },
    ],
  }),
};

async function collect(...instances: object[]) {
  const responses = { 'rds:DescribeDBInstances': { DBInstances: instances }, ...versions };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the RDS instance collector', () => {
  it("uses CloudFormation's names, with storage and port as text", async () => {
    const [instance] = await collect(orders);
    expect(instance?.configuration).toEqual({
      DBInstanceIdentifier: 'orders',
      DBInstanceArn: 'arn:aws:rds:us-east-1:123456789012:db:orders',
      DBInstanceClass: 'db.t4g.micro',
      DBParameterGroupName: 'default.postgres16',
      DBSubnetGroupName: 'private',
      DBSubnetGroup: { VpcId: 'vpc-1', SubnetIds: ['subnet-1', 'subnet-2'] },
      CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1', ValidTill: '2027-05-21T18:00:00.000Z' },
      VPCSecurityGroups: ['sg-1', 'sg-2'],
      Engine: 'postgres',
      AllocatedStorage: '20',
      StorageEncrypted: false,
      Port: '5432',
      Endpoint: { Address: 'orders.example', Port: '5432', HostedZoneId: 'Z1' },
      PubliclyAccessible: true,
      EnableIAMDatabaseAuthentication: true,
      EnablePerformanceInsights: false,
      EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      ManageMasterUserPassword: true,
      MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:x', KmsKeyId: 'k' },
      OptionGroupName: 'default:postgres-16',
      Tags: [{ Key: 'env', Value: 'prod' }],
    });
    expect(instance).toMatchObject({
      externalId: orders.DBInstanceArn,
      name: 'orders',
      tags: { env: 'prod' },
      unreadable: [],
    });
  });

  it('sees no change in the nightly backup', async () => {
    const [before] = await collect(orders);
    const [during] = await collect({
      ...orders,
      DBInstanceStatus: 'backing-up',
      LatestRestorableTime: '2024-05-02T00:00:00Z',
      VpcSecurityGroups: orders.VpcSecurityGroups.toReversed(),
    });
    expect(during).toEqual(before);
  });

  it('says what RDS says of the engine version, and asks once per version', async () => {
    let asked = 0;
    const responses = {
      'rds:DescribeDBInstances': {
        DBInstances: ['16.4', '9.6.1', '16.4'].map((EngineVersion, index) => ({
          DBInstanceIdentifier: `db-${index}`,
          Engine: 'postgres',
          EngineVersion,
        })),
      },
      'rds:DescribeDBEngineVersions': (input: { EngineVersion: string }) => {
        asked += 1;
        return versions['rds:DescribeDBEngineVersions'](input);
      },
    };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map(({ configuration }) => configuration.EngineVersionStatus)).toEqual([
      'available',
      'deprecated',
      'available',
    ]);
    expect(asked).toBe(2);
  });

  it('does not know the state of the version when it may not ask', async () => {
    const responses = {
      'rds:DescribeDBInstances': {
        DBInstances: [{ DBInstanceIdentifier: 'db', Engine: 'postgres', EngineVersion: '16.4' }],
      },
    };
    const [instance] = await collectAll(collector, replaySession({ collector, responses }));
    expect(instance?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'EngineVersionStatus', reason: 'denied' }),
    );
  });

  it('calls a stopped instance stopped', async () => {
    const [instance] = await collect({ ...orders, DBInstanceStatus: 'stopped' });
    expect(instance?.status).toBe('stopped');
  });

  it('reads every page', async () => {
    const responses = {
      'rds:DescribeDBInstances': [
        { DBInstances: [orders], Marker: 'next' },
        { DBInstances: [{ DBInstanceIdentifier: 'second' }] },
      ],
    };
    const instances = await collectAll(collector, replaySession({ collector, responses }));
    expect(instances.map(({ externalId }) => externalId)).toEqual([
      'arn:aws:rds:us-east-1:123456789012:db:orders',
      'arn:aws:rds:us-east-1:123456789012:db:second',
    ]);
  });
});
