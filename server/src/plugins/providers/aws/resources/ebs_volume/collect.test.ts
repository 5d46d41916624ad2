import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ebsVolumeCollector as collector } from './collect.ts';

const pages = [
  {
    Volumes: [
      {
        VolumeId: 'vol-1',
        Size: 8,
        VolumeType: 'gp3',
        Iops: 3000,
        Throughput: 125,
        Encrypted: false,
        SnapshotId: '',
        State: 'in-use',
        AvailabilityZone: 'us-east-1a',
        Attachments: [
          { InstanceId: 'i-2', Device: '/dev/sdf', State: 'detaching' },
          {
            InstanceId: 'i-1',
            Device: '/dev/sdf',
            State: 'attached',
            DeleteOnTermination: true,
            AttachTime: '2024-01-01T00:00:00Z',
          },
        ],
      },
    ],
    NextToken: 'more',
  },
  {
    Volumes: [
      { VolumeId: 'vol-2', State: 'available' },
      { VolumeId: 'vol-3', State: 'deleting' },
    ],
  },
];

describe('the EBS volume collector', () => {
  it('reads every page and says to which instance a volume is attached', async () => {
    const seen = await collectAll(
      collector,
      replaySession({ collector, responses: { 'ec2:DescribeVolumes': pages } }),
    );
    expect(seen.map((volume) => volume.externalId)).toEqual([
      'arn:aws:ec2:us-east-1:123456789012:volume/vol-1',
      'arn:aws:ec2:us-east-1:123456789012:volume/vol-2',
    ]);
    expect(seen[0]?.configuration).toEqual({
      VolumeId: 'vol-1',
      VolumeType: 'gp3',
      Size: 8,
      Iops: 3000,
      Throughput: 125,
      Encrypted: false,
      AvailabilityZone: 'us-east-1a',
      State: 'in-use',
      Attachments: [{ InstanceId: 'i-1', Device: '/dev/sdf', DeleteOnTermination: true }],
    });
  });

  it('leaves out a volume that is being deleted', () => {
    expect(collector.leftOut?.({ VolumeId: 'vol-3', State: 'deleting' })).toContain('deleting');
    expect(collector.leftOut?.({ VolumeId: 'vol-2', State: 'available' })).toBeUndefined();
  });
});
