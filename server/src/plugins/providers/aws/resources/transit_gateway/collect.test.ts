import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { transitGatewayCollector as collector } from './collect.ts';

const gateway = {
  TransitGatewayId: 'tgw-1',
  TransitGatewayArn: 'arn:aws:ec2:us-east-1:123456789012:transit-gateway/tgw-1',
  State: 'available',
  Description: '',
  Options: { AmazonSideAsn: 64512, AutoAcceptSharedAttachments: 'enable', DnsSupport: 'enable' },
  Tags: [{ Key: 'Name', Value: 'hub' }],
};
const seen = async (...TransitGateways: object[]) =>
  collectAll(
    collector,
    replaySession({ collector, responses: { 'ec2:DescribeTransitGateways': { TransitGateways } } }),
  );

describe('the transit gateway collector', () => {
  it("writes its options in CloudFormation's names", async () => {
    const [one] = await seen(gateway);
    expect(one).toMatchObject({ externalId: gateway.TransitGatewayArn, name: 'hub', unreadable: [] });
    expect(one?.configuration).toMatchObject({ AutoAcceptSharedAttachments: 'enable', AmazonSideAsn: 64512 });
    expect(one?.configuration).not.toHaveProperty('Description');
  });

  it('leaves out what is deleted', async () => {
    const gone = { ...gateway, State: 'deleted' };
    expect(await seen(gone)).toEqual([]);
    expect(collector.leftOut?.(gone)).toContain('deleted');
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
