import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { dmsReplicationInstanceCollector as collector } from './collect.ts';

const arn = 'arn:aws:dms:us-east-1:123456789012:rep:ABC';
const list = {
  'database-migration-service:DescribeReplicationInstances': {
    ReplicationInstances: [
      {
        ReplicationInstanceIdentifier: 'mover',
        ReplicationInstanceArn: arn,
        ReplicationInstanceClass: 'dms.t3.medium',
        ReplicationInstanceStatus: 'available',
        PubliclyAccessible: false,
        MultiAZ: true,
        AutoMinorVersionUpgrade: true,
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
        ReplicationSubnetGroup: {
          ReplicationSubnetGroupIdentifier: 'private',
          VpcId: 'vpc-1',
          Subnets: [{ SubnetIdentifier: 'subnet-b' }, { SubnetIdentifier: 'subnet-a' }],
        },
      },
    ],
  },
};

describe('the DMS replication instance collector', () => {
  it("uses CloudFormation's names", async () => {
    const responses = {
      ...list,
      'database-migration-service:ListTagsForResource': { TagList: [{ Key: 'team', Value: 'data' }] },
    };
    const [instance] = await collectAll(collector, replaySession({ collector, responses }));
    expect(instance).toMatchObject({
      externalId: arn,
      name: 'mover',
      tags: { team: 'data' },
      unreadable: [],
    });
    expect(instance?.configuration).toEqual({
      ReplicationInstanceIdentifier: 'mover',
      ReplicationInstanceArn: arn,
      ReplicationInstanceClass: 'dms.t3.medium',
      PubliclyAccessible: false,
      MultiAZ: true,
      AutoMinorVersionUpgrade: true,
      VpcSecurityGroupIds: ['sg-1'],
      ReplicationSubnetGroupIdentifier: 'private',
      ReplicationSubnetGroup: { VpcId: 'vpc-1', SubnetIds: ['subnet-a', 'subnet-b'] },
      Tags: [{ Key: 'team', Value: 'data' }],
    });
  });

  it('does not know tags that it may not read', async () => {
    const [instance] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(instance?.unreadable).toEqual([
      expect.objectContaining({ path: 'Tags', reason: 'denied', permission: 'dms:ListTagsForResource' }),
    ]);
  });
});
