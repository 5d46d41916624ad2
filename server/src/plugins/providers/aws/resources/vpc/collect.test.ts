import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { vpcCollector as collector } from './collect.ts';

const responses = {
  'ec2:DescribeVpcs': {
    Vpcs: [
      {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/16',
        InstanceTenancy: 'default',
        DhcpOptionsId: 'dopt-1',
        IsDefault: false,
        OwnerId: '210987654321',
        CidrBlockAssociationSet: [
          { AssociationId: 'a-2', CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
          { AssociationId: 'a-1', CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
          { AssociationId: 'a-3', CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' } },
        ],
        Tags: [{ Key: 'Name', Value: 'main' }],
      },
      { VpcId: 'vpc-2' },
    ],
  },
  'ec2:DescribeVpcAttribute': ({ Attribute }: { Attribute: string }) =>
    Attribute === 'enableDnsSupport'
      ? { EnableDnsSupport: { Value: true } }
      : { EnableDnsHostnames: { Value: false } },
  'ec2:DescribeFlowLogs': {
    FlowLogs: [
      { FlowLogId: 'fl-1', ResourceId: 'vpc-1', TrafficType: 'ALL', LogDestinationType: 's3' },
      { FlowLogId: 'fl-2', ResourceId: 'subnet-1', TrafficType: 'REJECT' },
    ],
  },
};

describe('the VPC collector', () => {
  it('joins DNS settings and flow logs to the VPC', async () => {
    const [main, bare] = await collectAll(collector, replaySession({ collector, responses }));
    expect(main).toEqual({
      externalId: 'arn:aws:ec2:us-east-1:210987654321:vpc/vpc-1',
      name: 'main',
      region: 'us-east-1',
      status: 'active',
      tags: { Name: 'main' },
      configuration: {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/16',
        CidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'],
        CidrBlockAssociations: ['a-1', 'a-2'],
        InstanceTenancy: 'default',
        DhcpOptionsId: 'dopt-1',
        IsDefault: false,
        OwnerId: '210987654321',
        EnableDnsSupport: true,
        EnableDnsHostnames: false,
        FlowLogs: [{ Id: 'fl-1', ResourceId: 'vpc-1', TrafficType: 'ALL', LogDestinationType: 's3' }],
        Tags: [{ Key: 'Name', Value: 'main' }],
      },
      unreadable: [],
    });
    expect(bare?.configuration).not.toHaveProperty('FlowLogs');
  });

  it('says which settings it may not read, with the permission to grant', async () => {
    const denied = { 'ec2:DescribeVpcs': responses['ec2:DescribeVpcs'] };
    const [main] = await collectAll(collector, replaySession({ collector, responses: denied }));
    expect(main?.unreadable.map(({ path, reason, permission }) => [path, reason, permission])).toEqual([
      ['EnableDnsSupport', 'denied', 'ec2:DescribeVpcAttribute'],
      ['EnableDnsHostnames', 'denied', 'ec2:DescribeVpcAttribute'],
      ['FlowLogs', 'denied', 'ec2:DescribeFlowLogs'],
    ]);
    expect(main?.configuration).not.toHaveProperty('EnableDnsSupport');
  });
});
