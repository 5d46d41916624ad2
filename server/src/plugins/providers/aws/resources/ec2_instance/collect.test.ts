import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ec2InstanceCollector as collector } from './collect.ts';

const instance = {
  InstanceId: 'i-1',
  InstanceType: 't3.small',
  ImageId: 'ami-1',
  State: { Code: 16, Name: 'running' },
  VpcId: 'vpc-1',
  SubnetId: 'subnet-1',
  PublicIpAddress: '198.51.100.1',
  IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/apps/web', Id: 'AIPA1' },
  Monitoring: { State: 'disabled' },
  Placement: { AvailabilityZone: 'us-east-1a', Tenancy: 'default', GroupName: '' },
  MetadataOptions: { State: 'applied', HttpTokens: 'optional', HttpEndpoint: 'enabled' },
  SecurityGroups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }],
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', DeleteOnTermination: true } }],
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-1',
      SubnetId: 'subnet-1',
      Attachment: { DeviceIndex: 0, DeleteOnTermination: true, AttachTime: '2024-01-01T00:00:00Z' },
      Groups: [{ GroupId: 'sg-1' }],
      Association: { PublicIp: '198.51.100.1' },
      PrivateIpAddress: '10.0.0.4',
    },
  ],
  Tags: [{ Key: 'Name', Value: 'web-1' }],
};
const volume = { VolumeId: 'vol-1', Size: 8, VolumeType: 'gp3', Encrypted: true, Iops: 3000, SnapshotId: '' };
const attributes = {
  'ec2:DescribeVolumes': { Volumes: [volume] },
  'ec2:DescribeImages': {
    Images: [{ ImageId: 'ami-1', OwnerId: '137112412989', CreationDate: '2025-01-01T00:00:00.000Z' }],
  },
  'ec2:DescribeInstanceAttribute': ({ Attribute }: { Attribute: string }) =>
    Attribute === 'userData'
      ? { UserData: { Value: Buffer.from('password=hunter2').toString('base64') } }
      : { DisableApiTermination: { Value: true } },
};

async function collect(instances: object[], details: object = attributes) {
  const list = {
    'ec2:DescribeInstances': { Reservations: [{ OwnerId: '123456789012', Instances: instances }] },
  };
  return collectAll(collector, replaySession({ collector, responses: { ...list, ...details } }));
}

describe('the EC2 instance collector', () => {
  it("writes what was configured in CloudFormation's names", async () => {
    const [observed] = await collect([instance]);
    expect(observed).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:instance/i-1',
      name: 'web-1',
      status: 'active',
      unreadable: [],
      configuration: {
        InstanceType: 't3.small',
        IamInstanceProfile: 'web',
        Monitoring: false,
        MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' },
        SecurityGroupIds: ['sg-1', 'sg-2'],
        DisableApiTermination: true,
        State: { Code: '16', Name: 'running' },
        Volumes: [{ Device: '/dev/xvda', VolumeId: 'vol-1' }],
        NetworkInterfaces: [{ DeviceIndex: '0', GroupSet: ['sg-1'], AssociatePublicIpAddress: true }],
      },
    });
    expect(observed?.configuration).not.toHaveProperty('MetadataOptions.State');
    expect(observed?.configuration).not.toHaveProperty('PlacementGroupName');
  });

  it('joins size and encryption of its volumes', async () => {
    const [observed] = await collect([instance]);
    expect(observed?.configuration.BlockDeviceMappings).toEqual([
      {
        DeviceName: '/dev/xvda',
        Ebs: { DeleteOnTermination: true, Encrypted: true, Iops: 3000, VolumeSize: 8, VolumeType: 'gp3' },
      },
    ]);
  });

  it('says of its image what tells its age, as long as the image can be seen', async () => {
    const [observed, orphan] = await collect([
      instance,
      { ...instance, InstanceId: 'i-5', ImageId: 'ami-gone' },
    ]);
    expect(observed?.configuration.SourceImage).toEqual({
      ImageId: 'ami-1',
      OwnerId: '137112412989',
      CreationDate: '2025-01-01T00:00:00.000Z',
    });
    expect(orphan?.configuration).not.toHaveProperty('SourceImage');
    expect(orphan?.unreadable).toEqual([]);
  });

  it('never keeps user data, only a digest that shows a change', async () => {
    const [observed] = await collect([instance]);
    const kept = JSON.stringify(observed);
    expect(kept).not.toContain('hunter2');
    expect(kept).not.toContain(Buffer.from('password=hunter2').toString('base64'));
    expect(observed?.configuration.UserDataSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not say that a volume is unencrypted when it may not see the volumes', async () => {
    const [observed] = await collect([instance], {});
    expect(observed?.unreadable.map(({ path, permission }) => [path, permission])).toEqual([
      ['BlockDeviceMappings', 'ec2:DescribeVolumes'],
      ['SourceImage', 'ec2:DescribeImages'],
      ['DisableApiTermination', 'ec2:DescribeInstanceAttribute'],
      ['UserDataSha256', 'ec2:DescribeInstanceAttribute'],
    ]);
    expect(JSON.stringify(observed?.configuration)).not.toContain('Encrypted');
  });

  it('counts a stopped instance as stopped and leaves a terminated one out', async () => {
    const stopped = { ...instance, InstanceId: 'i-2', State: { Code: 80, Name: 'stopped' } };
    const terminated = { ...instance, InstanceId: 'i-3', State: { Code: 48, Name: 'terminated' } };
    const seen = await collect([stopped, terminated]);
    expect(seen.map((one) => [one.configuration.InstanceId, one.status])).toEqual([['i-2', 'stopped']]);
    expect(collector.leftOut?.(terminated)).toContain('terminated');
    expect(collector.leftOut?.(stopped)).toBeUndefined();
  });

  it('maps an instance of which AWS says next to nothing', async () => {
    const empty = { 'ec2:DescribeInstanceAttribute': {}, 'ec2:DescribeImages': {} };
    const [observed] = await collect([{ InstanceId: 'i-4' }], empty);
    expect(observed?.configuration).toEqual({ InstanceId: 'i-4' });
    expect(observed?.status).toBe('active');
  });
});
