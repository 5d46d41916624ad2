import { awsError } from '../protocols/errors.ts';
import type { StoredFileSystem } from '../world/storage-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function fileSystemWith(call: Call, id: string | undefined): StoredFileSystem {
  const found = call.world.region(call.region).fileSystems.get(id ?? '');
  if (!found) throw awsError('FileSystemNotFound', 404, `File system '${id ?? ''}' does not exist.`);
  return found;
}

const noPolicy = () => awsError('PolicyNotFound', 404, 'There is no policy for the file system.');
const invalidToken = () => awsError('BadRequest', 400, 'The marker is not valid.');

export const efsOperations: Operations<typeof import('@aws-sdk/client-efs')> = {
  DescribeFileSystems: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).fileSystems, {
      token: input.Marker,
      max: input.MaxItems,
      usual: 100,
      largest: 100,
      invalidToken,
    });
    // The size is measured anew about every hour; here it moves with the clock.
    const grown = Math.floor(Date.now() / 60_000) % 1000;
    return {
      FileSystems: items.map(({ policy, backup, lifecycle, mountTargets, accessPoints, ...one }) => ({
        ...one,
        SizeInBytes: { Value: (one.SizeInBytes?.Value ?? 0) + grown * 4096 },
      })),
      ...(next === undefined ? {} : { NextMarker: next }),
    };
  },

  DescribeFileSystemPolicy: (input, call) => {
    const { policy } = fileSystemWith(call, input.FileSystemId);
    if (policy === undefined) throw noPolicy();
    return { FileSystemId: input.FileSystemId, Policy: policy };
  },

  DescribeBackupPolicy: (input, call) => {
    const { backup } = fileSystemWith(call, input.FileSystemId);
    if (backup === undefined) throw noPolicy();
    return { BackupPolicy: { Status: backup } };
  },

  DescribeLifecycleConfiguration: (input, call) => ({
    LifecyclePolicies: fileSystemWith(call, input.FileSystemId).lifecycle,
  }),

  DescribeMountTargets: (input, call) => ({
    MountTargets: fileSystemWith(call, input.FileSystemId).mountTargets,
  }),

  DescribeAccessPoints: (input, call) => {
    const all = call.world.region(call.region).fileSystems.all();
    const chosen = input.FileSystemId === undefined ? all : [fileSystemWith(call, input.FileSystemId)];
    const { items, next } = pageOf(
      chosen.flatMap(({ accessPoints }) => accessPoints),
      { token: input.NextToken, max: input.MaxResults, usual: 100, largest: 1000, invalidToken },
    );
    return { AccessPoints: items, ...(next === undefined ? {} : { NextToken: next }) };
  },
};
