import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text } from '../../shapes/schema-parts.ts';

export const efsFileSystemType = defineResourceType({
  type: 'efs_file_system',
  vendorType: 'AWS::EFS::FileSystem',
  provider: 'aws',
  title: 'EFS file system',
  service: 'efs',
  aliases: ['efs'],
  schema: z.looseObject({
    FileSystemId: text,
    Arn: text,
    CreationTime: text,
    Encrypted: flag,
    KmsKeyId: text,
    PerformanceMode: text,
    ThroughputMode: text,
    ProvisionedThroughputInMibps: number,
    /** Only of a file system of one zone. */
    AvailabilityZoneName: text,
    FileSystemProtection: struct({ ReplicationOverwriteProtection: text }),
    BackupPolicy: struct({ Status: text }),
    FileSystemPolicy: document,
    LifecyclePolicies: listOf(z.looseObject({ TransitionToIA: text, TransitionToArchive: text })),
    /** AWS::EFS::MountTarget, of the file system that they serve. */
    MountTargets: listOf(
      z.looseObject({ MountTargetId: text, SubnetId: text, VpcId: text, AvailabilityZoneName: text }),
    ),
    /** AWS::EFS::AccessPoint, of the file system that they open. */
    AccessPoints: listOf(
      z.looseObject({
        AccessPointId: text,
        Arn: text,
        PosixUser: struct({
          Uid: number,
          Gid: number,
          SecondaryGids: z.array(z.number()).max(64).optional(),
        }),
        RootDirectory: struct({ Path: text }),
      }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreationTime', 'FileSystemId'],
    writeOnlyPaths: ['BypassPolicyLockoutSafetyCheck'],
    createOnlyPaths: ['AvailabilityZoneName', 'Encrypted', 'KmsKeyId', 'PerformanceMode'],
    defaultPaths: {
      Encrypted: false,
      PerformanceMode: 'generalPurpose',
      ThroughputMode: 'bursting',
      'BackupPolicy.Status': 'DISABLED',
      'FileSystemProtection.ReplicationOverwriteProtection': 'ENABLED',
    },
    unorderedObjectArrayPaths: ['AccessPoints', 'LifecyclePolicies', 'MountTargets'],
    identityKeys: { Tags: 'Key', AccessPoints: 'AccessPointId', MountTargets: 'MountTargetId' },
  },
});
