import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, tags, text } from '../../shapes/schema-parts.ts';

/** CloudFormation does not model machine images; the properties are those of the EC2 API. */
export const amiType = defineResourceType({
  type: 'ami',
  vendorType: 'AWS::EC2::Image',
  provider: 'aws',
  title: 'Machine image (AMI)',
  service: 'ec2',
  aliases: ['image', 'machine_image'],
  schema: z.looseObject({
    ImageId: text,
    Name: text,
    Description: text,
    State: text,
    Public: flag,
    OwnerId: text,
    Architecture: text,
    RootDeviceName: text,
    RootDeviceType: text,
    ImdsSupport: text,
    BootMode: text,
    TpmSupport: text,
    CreationDate: text,
    DeprecationTime: text,
    BlockDeviceMappings: listOf(z.looseObject({ DeviceName: text })),
    /** With whom it is shared: accounts, organizations, units or `{Group: 'all'}`. */
    LaunchPermissions: listOf(
      z.looseObject({ UserId: text, Group: text, OrganizationArn: text, OrganizationalUnitArn: text }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['ImageId', 'OwnerId', 'CreationDate', 'State', 'PlatformDetails', 'UsageOperation'],
    createOnlyPaths: ['Name', 'Architecture', 'RootDeviceName', 'RootDeviceType', 'BlockDeviceMappings'],
    unorderedObjectArrayPaths: ['BlockDeviceMappings', 'LaunchPermissions'],
    identityKeys: {
      Tags: 'Key',
      BlockDeviceMappings: 'DeviceName',
      LaunchPermissions: ['Group', 'UserId', 'OrganizationArn', 'OrganizationalUnitArn'],
    },
  },
});
