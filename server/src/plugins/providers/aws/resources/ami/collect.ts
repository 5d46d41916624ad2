import type { Image } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { amiType } from './schema.ts';

export const amiCollector = defineCollector<AwsSession>({
  resource: amiType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeImages', permission: 'ec2:DescribeImages' }],
  details: [
    {
      operation: 'ec2:DescribeImageAttribute',
      permission: 'ec2:DescribeImageAttribute',
      paths: ['LaunchPermissions'],
      absent: ['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'],
    },
  ],
  leftOut,
  one: (arn) => [{ operation: 'ec2:DescribeImages', input: ec2Filter('image-id', arn) }],
  async *collect(session) {
    // Disabled images can be enabled and shared again, so they belong to the inventory.
    const own = { Owners: ['self'], IncludeDisabled: true, MaxResults: 1000 };
    for await (const page of session.pages('ec2', 'DescribeImages', own)) {
      const present = (page.Images ?? []).filter((image) => leftOut(image) === undefined);
      yield* session.mapConcurrently(present, (image) => observeImage(session, image));
    }
  },
});

function leftOut(image: Image): string | undefined {
  return image.State === 'deregistered' ? 'The image is deregistered and only still listed.' : undefined;
}

async function observeImage(session: AwsSession, image: Image) {
  const permissions = await session.detail('ec2', 'DescribeImageAttribute', {
    ImageId: image.ImageId,
    Attribute: 'launchPermission',
  });
  if (permissions.state === 'absent') return undefined;
  const draft = draftConfiguration({
    ImageId: image.ImageId,
    Name: image.Name,
    Description: unlessBlank(image.Description),
    State: image.State,
    Public: image.Public,
    OwnerId: image.OwnerId,
    Architecture: image.Architecture,
    RootDeviceName: image.RootDeviceName,
    RootDeviceType: image.RootDeviceType,
    VirtualizationType: image.VirtualizationType,
    EnaSupport: image.EnaSupport,
    SriovNetSupport: image.SriovNetSupport,
    ImdsSupport: image.ImdsSupport,
    BootMode: image.BootMode,
    TpmSupport: image.TpmSupport,
    DeregistrationProtection: image.DeregistrationProtection,
    PlatformDetails: image.PlatformDetails,
    SourceImageId: image.SourceImageId,
    SourceInstanceId: image.SourceInstanceId,
    CreationDate: image.CreationDate,
    DeprecationTime: image.DeprecationTime,
    BlockDeviceMappings: sortedBy(image.BlockDeviceMappings, ({ DeviceName }) => [DeviceName]),
  });
  draft.put('LaunchPermissions', permissions, (answer) =>
    sortedBy(answer.LaunchPermissions, ({ Group, UserId, OrganizationArn, OrganizationalUnitArn }) => [
      Group,
      UserId,
      OrganizationArn,
      OrganizationalUnitArn,
    ]),
  );
  return observed(session, draft, {
    // ARNs of images have no account.
    externalId: ec2Arn(session, 'image', image.ImageId, ''),
    id: image.ImageId,
    name: image.Name,
    tags: image.Tags,
    status: image.State === 'disabled' ? 'stopped' : 'active',
  });
}
