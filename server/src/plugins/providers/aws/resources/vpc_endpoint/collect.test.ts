import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { vpcEndpointCollector as collector } from './collect.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
const endpoint = {
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Interface',
  VpcId: 'vpc-1',
  ServiceName: 'com.amazonaws.us-east-1.ec2',
  State: 'available',
  PolicyDocument: JSON.stringify(policy),
  SubnetIds: ['subnet-2', 'subnet-1'],
  Groups: [{ GroupId: 'sg-1', GroupName: 'endpoints' }],
  RouteTableIds: [],
  PrivateDnsEnabled: true,
  OwnerId: '123456789012',
  Tags: [{ Key: 'Name', Value: 'ec2' }],
};
const seen = async (...VpcEndpoints: object[]) =>
  collectAll(
    collector,
    replaySession({ collector, responses: { 'ec2:DescribeVpcEndpoints': { VpcEndpoints } } }),
  );

describe('the VPC endpoint collector', () => {
  it("writes what was configured in CloudFormation's names, the policy as an object", async () => {
    const [one] = await seen(endpoint);
    expect(one).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:vpc-endpoint/vpce-1',
      name: 'ec2',
      unreadable: [],
      configuration: {
        VpcEndpointType: 'Interface',
        SubnetIds: ['subnet-1', 'subnet-2'],
        SecurityGroupIds: ['sg-1'],
        PolicyDocument: policy,
      },
    });
    expect(one?.configuration).not.toHaveProperty('RouteTableIds');
  });

  it('leaves out what is being deleted', async () => {
    const gone = { ...endpoint, VpcEndpointId: 'vpce-2', State: 'deleting' };
    expect((await seen(endpoint, gone)).map(({ configuration }) => configuration.Id)).toEqual(['vpce-1']);
    expect(collector.leftOut?.(gone)).toContain('deleting');
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
