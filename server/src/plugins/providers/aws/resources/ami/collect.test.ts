import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { amiCollector as collector } from './collect.ts';

const image = {
  ImageId: 'ami-1',
  Name: 'base-2024',
  State: 'available',
  Public: false,
  OwnerId: '123456789012',
  CreationDate: '2024-01-02T03:04:05.000Z',
  ImdsSupport: 'v2.0',
  BlockDeviceMappings: [
    { DeviceName: '/dev/xvdb', VirtualName: 'ephemeral0' },
    { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1', Encrypted: false } },
  ],
};
const deregistered = { ImageId: 'ami-2', State: 'deregistered' };
const responses = {
  'ec2:DescribeImages': { Images: [image, deregistered, { ImageId: 'ami-3', State: 'disabled' }] },
  'ec2:DescribeImageAttribute': {
    LaunchPermissions: [{ UserId: '210987654321' }, { Group: 'all' }, { UserId: '111111111111' }],
    LastLaunchedTime: { Value: '2026-01-01T00:00:00Z' },
  },
};

describe('the machine image collector', () => {
  it('says with whom an image is shared, and not when it was last used', async () => {
    const [observed] = await collectAll(collector, replaySession({ collector, responses }));
    expect(observed).toMatchObject({ externalId: 'arn:aws:ec2:us-east-1::image/ami-1', name: 'base-2024' });
    expect(observed?.configuration).toMatchObject({
      Public: false,
      ImdsSupport: 'v2.0',
      LaunchPermissions: [{ UserId: '111111111111' }, { UserId: '210987654321' }, { Group: 'all' }],
    });
    expect(JSON.stringify(observed)).not.toContain('LastLaunched');
  });

  it('puts devices in order', async () => {
    const [observed] = await collectAll(collector, replaySession({ collector, responses }));
    expect(observed?.configuration.BlockDeviceMappings).toMatchObject([
      { DeviceName: '/dev/xvda' },
      { DeviceName: '/dev/xvdb' },
    ]);
  });

  it('keeps disabled images and leaves deregistered ones out', async () => {
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map((one) => [one.configuration.ImageId, one.status])).toEqual([
      ['ami-1', 'active'],
      ['ami-3', 'stopped'],
    ]);
    expect(collector.leftOut?.(deregistered)).toContain('deregistered');
  });
});
