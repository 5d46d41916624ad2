import type {
  AccessPointDescription,
  FileSystemDescription,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { efsFileSystemType } from './schema.ts';

const detail = (operation: string, path: string, absent?: string[]) => ({
  operation: `efs:${operation}`,
  permission: `elasticfilesystem:${operation}`,
  paths: [path],
  ...(absent && { absent }),
});

export const efsFileSystemCollector = defineCollector<AwsSession>({
  resource: efsFileSystemType,
  scope: 'regional',
  lists: [{ operation: 'efs:DescribeFileSystems', permission: 'elasticfilesystem:DescribeFileSystems' }],
  details: [
    detail('DescribeFileSystemPolicy', 'FileSystemPolicy', ['PolicyNotFound']),
    detail('DescribeBackupPolicy', 'BackupPolicy', ['PolicyNotFound']),
    detail('DescribeLifecycleConfiguration', 'LifecyclePolicies'),
    detail('DescribeMountTargets', 'MountTargets'),
    detail('DescribeAccessPoints', 'AccessPoints'),
  ],
  async *collect(session) {
    yield* session.mapConcurrently(fileSystems(session), (one) => observeFileSystem(session, one));
  },
});

async function* fileSystems(session: AwsSession): AsyncIterable<FileSystemDescription> {
  for await (const page of session.pages('efs', 'DescribeFileSystems', { MaxItems: 100 }))
    yield* page.FileSystems ?? [];
}

// Left out because they move by themselves: size, state and the number of mount targets.
async function observeFileSystem(
  session: AwsSession,
  fileSystem: FileSystemDescription,
): Promise<ObservedResource> {
  const FileSystemId = fileSystem.FileSystemId ?? '';
  const arn =
    fileSystem.FileSystemArn ||
    `arn:${session.partition}:elasticfilesystem:${session.region}:${session.accountId}:file-system/${FileSystemId}`;
  const [policy, backup, lifecycle, mountTargets, accessPoints] = await Promise.all([
    session.detail('efs', 'DescribeFileSystemPolicy', { FileSystemId }),
    session.detail('efs', 'DescribeBackupPolicy', { FileSystemId }),
    session.detail('efs', 'DescribeLifecycleConfiguration', { FileSystemId }),
    session.detailPages('efs', 'DescribeMountTargets', { FileSystemId, MaxItems: 100 }),
    session.detailPages('efs', 'DescribeAccessPoints', { FileSystemId, MaxResults: 1000 }),
  ]);
  const protection = fileSystem.FileSystemProtection?.ReplicationOverwriteProtection;
  const draft = draftConfiguration({
    FileSystemId,
    Arn: arn,
    CreationTime: fileSystem.CreationTime,
    Encrypted: fileSystem.Encrypted,
    KmsKeyId: unlessBlank(fileSystem.KmsKeyId),
    PerformanceMode: fileSystem.PerformanceMode,
    ThroughputMode: fileSystem.ThroughputMode,
    ProvisionedThroughputInMibps: fileSystem.ProvisionedThroughputInMibps,
    AvailabilityZoneName: unlessBlank(fileSystem.AvailabilityZoneName),
    FileSystemProtection: protection && { ReplicationOverwriteProtection: protection },
  });
  draft.put('FileSystemPolicy', policy, (it) => policyDocument(it.Policy));
  draft.put('BackupPolicy', backup, (it) => it.BackupPolicy && { Status: it.BackupPolicy.Status });
  draft.put('LifecyclePolicies', lifecycle, (it) =>
    sortedBy(it.LifecyclePolicies, (rule) => [JSON.stringify(rule)]),
  );
  draft.put('MountTargets', mountTargets, (pages) =>
    sortedBy(pages.flatMap((page) => page.MountTargets ?? []).map(mountTarget), (target) => [
      target.MountTargetId,
    ]),
  );
  draft.put('AccessPoints', accessPoints, (pages) =>
    sortedBy(pages.flatMap((page) => page.AccessPoints ?? []).map(accessPoint), (point) => [
      point.AccessPointId,
    ]),
  );
  return observed(session, draft, {
    externalId: arn,
    id: FileSystemId,
    name: fileSystem.Name,
    tags: fileSystem.Tags,
  });
}

function mountTarget(target: MountTargetDescription) {
  const { MountTargetId, SubnetId, VpcId, AvailabilityZoneName, IpAddress, NetworkInterfaceId } = target;
  return { MountTargetId, SubnetId, VpcId, AvailabilityZoneName, IpAddress, NetworkInterfaceId };
}

function accessPoint(point: AccessPointDescription) {
  return {
    AccessPointId: point.AccessPointId,
    Arn: point.AccessPointArn,
    PosixUser: point.PosixUser && {
      Uid: point.PosixUser.Uid,
      Gid: point.PosixUser.Gid,
      SecondaryGids: point.PosixUser.SecondaryGids,
    },
    RootDirectory: point.RootDirectory && { Path: point.RootDirectory.Path },
  };
}
