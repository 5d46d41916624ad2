import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { efsFileSystemCollector as collector } from './collect.ts';

const arn = 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1';
const recorded: RecordedResponses = {
  'efs:DescribeFileSystems': {
    FileSystems: [
      {
        OwnerId: '123456789012',
        CreationToken: 'token',
        FileSystemId: 'fs-1',
        FileSystemArn: arn,
        CreationTime: '2024-01-01T00:00:00Z',
        LifeCycleState: 'available',
        Name: 'uploads',
        NumberOfMountTargets: 2,
        SizeInBytes: { Value: 6144 },
        PerformanceMode: 'generalPurpose',
        ThroughputMode: 'elastic',
        Encrypted: true,
        KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
        FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
        Tags: [{ Key: 'Name', Value: 'uploads' }],
      },
    ],
  },
  'efs:DescribeFileSystemPolicy': { error: 'PolicyNotFound', status: 404 },
  'efs:DescribeBackupPolicy': { BackupPolicy: { Status: 'ENABLED' } },
  'efs:DescribeLifecycleConfiguration': { LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] },
  'efs:DescribeMountTargets': {
    MountTargets: [
      { MountTargetId: 'fsmt-2', FileSystemId: 'fs-1', SubnetId: 'subnet-2', LifeCycleState: 'available' },
      { MountTargetId: 'fsmt-1', FileSystemId: 'fs-1', SubnetId: 'subnet-1', LifeCycleState: 'available' },
    ],
  },
  'efs:DescribeAccessPoints': {
    AccessPoints: [
      {
        AccessPointId: 'fsap-1',
        AccessPointArn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1',
        PosixUser: { Uid: 1000, Gid: 1000 },
        RootDirectory: { Path: '/data' },
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no file system was collected');
  return observed;
}

describe('the EFS file system collector', () => {
  it('shows encryption, backups, mount targets and access points, and no size', async () => {
    const fileSystem = await collectOne();
    expect(fileSystem).toMatchObject({ externalId: arn, name: 'uploads', unreadable: [] });
    expect(fileSystem.configuration).toEqual({
      FileSystemId: 'fs-1',
      Arn: arn,
      CreationTime: '2024-01-01T00:00:00.000Z',
      Encrypted: true,
      KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
      PerformanceMode: 'generalPurpose',
      ThroughputMode: 'elastic',
      FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
      BackupPolicy: { Status: 'ENABLED' },
      LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }],
      MountTargets: [
        { MountTargetId: 'fsmt-1', SubnetId: 'subnet-1' },
        { MountTargetId: 'fsmt-2', SubnetId: 'subnet-2' },
      ],
      AccessPoints: [
        {
          AccessPointId: 'fsap-1',
          Arn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1',
          PosixUser: { Uid: 1000, Gid: 1000 },
          RootDirectory: { Path: '/data' },
        },
      ],
      Tags: [{ Key: 'Name', Value: 'uploads' }],
    });
  });

  it('takes a missing backup policy for a fact and a denied one for unknown', async () => {
    const without = await collectOne({
      'efs:DescribeBackupPolicy': { error: 'PolicyNotFound', status: 404 },
    });
    expect(without.unreadable).toEqual([]);
    const denied = await collectOne({
      'efs:DescribeBackupPolicy': { error: 'AccessDeniedException', status: 403 },
    });
    expect(denied.unreadable).toEqual([
      expect.objectContaining({
        path: 'BackupPolicy',
        reason: 'denied',
        permission: 'elasticfilesystem:DescribeBackupPolicy',
      }),
    ]);
  });
});
