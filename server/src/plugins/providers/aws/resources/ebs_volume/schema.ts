import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text } from '../../shapes/schema-parts.ts';

/** `Attachments` are `AWS::EC2::VolumeAttachment` there and a fact of the volume here. */
export const ebsVolumeType = defineResourceType({
  type: 'ebs_volume',
  vendorType: 'AWS::EC2::Volume',
  provider: 'aws',
  title: 'EBS volume',
  service: 'ec2',
  aliases: ['ebs', 'volume'],
  schema: z.looseObject({
    VolumeId: text,
    VolumeType: text,
    Size: number,
    Iops: number,
    Throughput: number,
    Encrypted: flag,
    KmsKeyId: text,
    SnapshotId: text,
    AvailabilityZone: text,
    AvailabilityZoneId: text,
    MultiAttachEnabled: flag,
    OutpostArn: text,
    State: text,
    CreateTime: text,
    Attachments: listOf(z.looseObject({ InstanceId: text, Device: text, DeleteOnTermination: flag })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['VolumeId', 'State', 'CreateTime'],
    defaultPaths: { MultiAttachEnabled: false, Encrypted: false },
    unorderedObjectArrayPaths: ['Attachments'],
    identityKeys: { Tags: 'Key', Attachments: ['InstanceId', 'Device'] },
  },
});
