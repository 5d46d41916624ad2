import { expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { internetGatewayCollector as collector } from './collect.ts';

it('an internet gateway is attached while AWS calls it available, and not while it is detached', async () => {
  const responses = {
    'ec2:DescribeInternetGateways': {
      InternetGateways: [
        {
          InternetGatewayId: 'igw-1',
          OwnerId: '123456789012',
          Attachments: [
            { VpcId: 'vpc-1', State: 'available' },
            { VpcId: 'vpc-2', State: 'detaching' },
          ],
          Tags: [{ Key: 'Name', Value: 'way out' }],
        },
        { InternetGatewayId: 'igw-2', Attachments: [] },
      ],
    },
  };
  const [attached, loose] = await collectAll(collector, replaySession({ collector, responses }));
  expect(attached).toMatchObject({
    externalId: 'arn:aws:ec2:us-east-1:123456789012:internet-gateway/igw-1',
    name: 'way out',
    configuration: { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1' }] },
  });
  expect(loose?.configuration).toEqual({ InternetGatewayId: 'igw-2' });
});
