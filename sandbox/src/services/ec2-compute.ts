import { awsError } from '../protocols/errors.ts';
import { describe, nextToken } from './ec2-describe.ts';
import type { Operations } from './service.ts';

export const ec2ComputeOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  DescribeInstances: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).instances, input.InstanceIds, input, {
      notFound: 'InvalidInstanceID.NotFound',
      noun: 'instance ID',
      filters: {
        'instance-id': (instance) => [instance.InstanceId],
        'instance-state-name': (instance) => [instance.State?.Name],
        'vpc-id': (instance) => [instance.VpcId],
        'subnet-id': (instance) => [instance.SubnetId],
        'instance-type': (instance) => [instance.InstanceType],
        'image-id': (instance) => [instance.ImageId],
      },
    });
    const Reservations = items.map((instance) => ({
      ReservationId: `r-${instance.InstanceId?.slice(2)}`,
      OwnerId: call.world.accountId,
      Groups: [],
      Instances: [instance],
    }));
    return { Reservations, ...nextToken(next) };
  },

  DescribeInstanceAttribute: (input, call) => {
    const instance = call.world.region(call.region).instances.get(input.InstanceId ?? '');
    if (!instance) {
      throw awsError(
        'InvalidInstanceID.NotFound',
        400,
        `The instance ID '${input.InstanceId}' does not exist`,
      );
    }
    const InstanceId = input.InstanceId;
    if (input.Attribute === 'userData') {
      return { InstanceId, UserData: instance.UserData === undefined ? {} : { Value: instance.UserData } };
    }
    if (input.Attribute === 'disableApiTermination') {
      return { InstanceId, DisableApiTermination: { Value: instance.DisableApiTermination } };
    }
    if (input.Attribute === 'instanceInitiatedShutdownBehavior') {
      return { InstanceId, InstanceInitiatedShutdownBehavior: { Value: 'stop' } };
    }
    if (input.Attribute === 'disableApiStop') return { InstanceId, DisableApiStop: { Value: false } };
    throw awsError(
      'InvalidParameterValue',
      400,
      `Value (${input.Attribute}) for parameter attribute is invalid.`,
    );
  },

  DescribeVolumes: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).volumes, input.VolumeIds, input, {
      notFound: 'InvalidVolume.NotFound',
      noun: 'volume',
      filters: {
        'attachment.instance-id': (volume) => (volume.Attachments ?? []).map((one) => one.InstanceId),
        encrypted: (volume) => [String(volume.Encrypted)],
        status: (volume) => [volume.State],
      },
    });
    return { Volumes: items, ...nextToken(next) };
  },

  DescribeSnapshots: (input, call) => {
    const own =
      input.OwnerIds === undefined ||
      input.OwnerIds.some((owner) => owner === 'self' || owner === call.world.accountId);
    if (!own) return { Snapshots: [] };
    const { items, next } = describe(call.world.region(call.region).snapshots, input.SnapshotIds, input, {
      notFound: 'InvalidSnapshot.NotFound',
      noun: 'snapshot',
      filters: {
        'owner-id': (snapshot) => [snapshot.OwnerId],
        'snapshot-id': (snapshot) => [snapshot.SnapshotId],
        'volume-id': (snapshot) => [snapshot.VolumeId],
        encrypted: (snapshot) => [String(snapshot.Encrypted)],
        status: (snapshot) => [snapshot.State],
      },
    });
    return { Snapshots: items, ...nextToken(next) };
  },

  DescribeSnapshotAttribute: (input, call) => {
    const snapshot = call.world.region(call.region).snapshots.get(input.SnapshotId ?? '');
    if (!snapshot) {
      throw awsError('InvalidSnapshot.NotFound', 400, `The snapshot '${input.SnapshotId}' does not exist.`);
    }
    const SnapshotId = input.SnapshotId;
    if (input.Attribute === 'productCodes') return { SnapshotId, ProductCodes: [] };
    return { SnapshotId, CreateVolumePermissions: snapshot.sharedWith.map(permission) };
  },

  DescribeImages: (input, call) => {
    const own =
      input.Owners === undefined ||
      input.Owners.some((owner) => owner === 'self' || owner === call.world.accountId);
    if (!own) return { Images: [] };
    const { items, next } = describe(call.world.region(call.region).images, input.ImageIds, input, {
      notFound: 'InvalidAMIID.NotFound',
      noun: 'image id',
      filters: {
        'owner-id': (image) => [image.OwnerId],
        'image-id': (image) => [image.ImageId],
        'is-public': (image) => [String(image.Public)],
        name: (image) => [image.Name],
        state: (image) => [image.State],
      },
    });
    return { Images: items, ...nextToken(next) };
  },

  DescribeImageAttribute: (input, call) => {
    const image = call.world.region(call.region).images.get(input.ImageId ?? '');
    if (!image)
      throw awsError('InvalidAMIID.NotFound', 400, `The image id '[${input.ImageId}]' does not exist`);
    if (input.Attribute !== 'launchPermission') return { ImageId: input.ImageId };
    return { ImageId: input.ImageId, LaunchPermissions: image.sharedWith.map(permission) };
  },
};

function permission(target: string): { Group: 'all' } | { UserId: string } {
  return target === 'all' ? { Group: 'all' } : { UserId: target };
}
