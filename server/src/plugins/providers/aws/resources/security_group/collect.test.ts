import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { securityGroupCollector as collector } from './collect.ts';

const web = {
  GroupId: 'sg-1',
  GroupName: 'web',
  Description: 'Web servers',
  OwnerId: '123456789012',
  VpcId: 'vpc-1',
  Tags: [{ Key: 'team', Value: 'shop' }],
  IpPermissions: [
    {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'office' }, { CidrIp: '0.0.0.0/0' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '123456789012' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
    },
    { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  ],
  IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: '' }] }],
};

async function collect(...groups: object[]) {
  const responses = { 'ec2:DescribeSecurityGroups': { SecurityGroups: groups } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the security group collector', () => {
  it('writes one rule per source, in the order of ports, as CloudFormation does', async () => {
    const [group] = await collect(web);
    expect(group?.configuration.SecurityGroupIngress).toEqual([
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8', Description: 'office' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-1' },
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        SourceSecurityGroupId: 'sg-2',
        SourceSecurityGroupOwnerId: '123456789012',
      },
    ]);
  });

  it('gives a rule for all protocols no ports', async () => {
    const [group] = await collect(web);
    expect(group?.configuration.SecurityGroupEgress).toEqual([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]);
  });

  it('sees the same group in whatever order AWS lists its rules', async () => {
    const shuffled = {
      ...web,
      IpPermissions: web.IpPermissions.toReversed().map((permission) => ({
        ...permission,
        IpRanges: permission.IpRanges.toReversed(),
      })),
    };
    expect(await collect(shuffled)).toEqual(await collect(web));
  });

  it('identifies a group by its ARN and calls it by its name', async () => {
    const [group] = await collect(web);
    expect(group).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:security-group/sg-1',
      name: 'web',
      region: 'us-east-1',
      status: 'active',
      tags: { team: 'shop' },
      unreadable: [],
    });
  });

  it('leaves the rules of a group without rules absent', async () => {
    const [group] = await collect({ GroupId: 'sg-3', IpPermissions: [], IpPermissionsEgress: [] });
    expect(group?.configuration).toEqual({ GroupId: 'sg-3' });
  });
});
