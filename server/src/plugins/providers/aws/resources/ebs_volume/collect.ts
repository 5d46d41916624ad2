import type { Volume } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { ebsVolumeType } from './schema.ts';

export const ebsVolumeCollector = defineCollector<AwsSession>({
  resource: ebsVolumeType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeVolumes', permission: 'ec2:DescribeVolumes' }],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeVolumes', { MaxResults: 500 })) {
      for (const volume of page.Volumes ?? []) {
        if (leftOut(volume) === undefined) yield observeVolume(session, volume);
      }
    }
  },
});

function leftOut(volume: Volume): string | undefined {
  const gone = volume.State === 'deleted' || volume.State === 'deleting';
  return gone ? `The volume is ${volume.State} and only still listed.` : undefined;
}

function observeVolume(session: AwsSession, volume: Volume) {
  const attached = (volume.Attachments ?? []).filter(
    ({ State }) => State !== 'detached' && State !== 'detaching',
  );
  const draft = draftConfiguration({
    VolumeId: volume.VolumeId,
    VolumeType: volume.VolumeType,
    Size: volume.Size,
    Iops: volume.Iops,
    Throughput: volume.Throughput,
    Encrypted: volume.Encrypted,
    KmsKeyId: volume.KmsKeyId,
    SnapshotId: unlessBlank(volume.SnapshotId),
    AvailabilityZone: volume.AvailabilityZone,
    AvailabilityZoneId: volume.AvailabilityZoneId,
    MultiAttachEnabled: volume.MultiAttachEnabled,
    OutpostArn: volume.OutpostArn,
    SourceVolumeId: volume.SourceVolumeId,
    VolumeInitializationRate: volume.VolumeInitializationRate,
    State: volume.State,
    CreateTime: volume.CreateTime,
    Attachments: sortedBy(
      attached.map(({ InstanceId, Device, DeleteOnTermination }) => ({
        InstanceId,
        Device,
        DeleteOnTermination,
      })),
      ({ InstanceId, Device }) => [InstanceId, Device],
    ),
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'volume', volume.VolumeId),
    id: volume.VolumeId,
    tags: volume.Tags,
  });
}
