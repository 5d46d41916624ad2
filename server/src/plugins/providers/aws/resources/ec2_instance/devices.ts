import type { Instance, InstanceNetworkInterface, Volume } from '@aws-sdk/client-ec2';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';

/**
 * Block devices in CloudFormation's form. The instance list says only which volume is where; size, kind and
 * encryption are the volume's.
 */
export function blockDevices(instance: Instance, volumes: ReadonlyMap<string, Volume> | undefined) {
  const devices = (instance.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => {
    const volume = volumes?.get(Ebs?.VolumeId ?? '');
    return {
      DeviceName,
      Ebs: {
        DeleteOnTermination: Ebs?.DeleteOnTermination,
        Encrypted: volume?.Encrypted,
        Iops: volume?.Iops,
        KmsKeyId: volume?.KmsKeyId,
        SnapshotId: unlessBlank(volume?.SnapshotId),
        VolumeSize: volume?.Size,
        VolumeType: volume?.VolumeType,
      },
    };
  });
  return sortedBy(devices, ({ DeviceName }) => [DeviceName]);
}

export function attachedVolumes(instance: Instance) {
  const attached = (instance.BlockDeviceMappings ?? [])
    .filter(({ Ebs }) => Ebs?.VolumeId !== undefined)
    .map(({ DeviceName, Ebs }) => ({ Device: DeviceName, VolumeId: Ebs?.VolumeId }));
  return sortedBy(attached, ({ Device }) => [Device]);
}

/** Interfaces in CloudFormation's form, by device index; a public address is said as present, not by its value. */
export function networkInterfaces(instance: Instance) {
  const inOrder = sortedBy(instance.NetworkInterfaces, ({ Attachment, NetworkInterfaceId }) => [
    Attachment?.NetworkCardIndex ?? 0,
    Attachment?.DeviceIndex ?? 0,
    NetworkInterfaceId,
  ]);
  return inOrder?.map((networkInterface) => ({
    NetworkInterfaceId: networkInterface.NetworkInterfaceId,
    DeviceIndex: networkInterface.Attachment?.DeviceIndex?.toString(),
    Description: unlessBlank(networkInterface.Description),
    SubnetId: networkInterface.SubnetId,
    GroupSet: sorted(networkInterface.Groups?.map((group) => group.GroupId)),
    AssociatePublicIpAddress: hasPublicAddress(networkInterface),
    DeleteOnTermination: networkInterface.Attachment?.DeleteOnTermination,
    PrivateIpAddress: networkInterface.PrivateIpAddress,
    PrivateIpAddresses: privateAddresses(networkInterface),
    Ipv6Addresses: sorted(networkInterface.Ipv6Addresses?.map((address) => address.Ipv6Address))?.map(
      (Ipv6Address) => ({ Ipv6Address }),
    ),
  }));
}

/** Also when only a secondary address is bound to a public one. */
function hasPublicAddress({ Association, PrivateIpAddresses }: InstanceNetworkInterface): boolean {
  return (
    Association?.PublicIp !== undefined ||
    (PrivateIpAddresses ?? []).some((address) => address.Association?.PublicIp !== undefined)
  );
}

function privateAddresses(networkInterface: InstanceNetworkInterface) {
  return sortedBy(
    networkInterface.PrivateIpAddresses?.map(({ PrivateIpAddress, Primary }) => ({
      PrivateIpAddress,
      Primary,
    })),
    ({ PrivateIpAddress, Primary }) => [Primary ? 0 : 1, PrivateIpAddress],
  );
}
