import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text } from '../../shapes/schema-parts.ts';

/** CloudFormation does not model snapshots; the properties are those of the EC2 API. */
export const ebsSnapshotType = defineResourceType({
  type: 'ebs_snapshot',
  vendorType: 'AWS::EC2::Snapshot',
  provider: 'aws',
  title: 'EBS snapshot',
  service: 'ec2',
  aliases: ['snapshot'],
  schema: z.looseObject({
    SnapshotId: text,
    VolumeId: text,
    VolumeSize: number,
    Encrypted: flag,
    KmsKeyId: text,
    Description: text,
    StorageTier: text,
    State: text,
    StartTime: text,
    OwnerId: text,
    /** With whom it is shared: `{UserId}` or `{Group: 'all'}`. */
    CreateVolumePermissions: listOf(z.looseObject({ UserId: text, Group: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['SnapshotId', 'VolumeId', 'VolumeSize', 'OwnerId', 'StartTime', 'State'],
    createOnlyPaths: ['Encrypted', 'KmsKeyId', 'Description'],
    defaultPaths: { StorageTier: 'standard' },
    unorderedObjectArrayPaths: ['CreateVolumePermissions'],
    identityKeys: { Tags: 'Key', CreateVolumePermissions: ['Group', 'UserId'] },
  },
});
