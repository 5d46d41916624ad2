import type { Image, Instance, Volume } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { userDataDigest } from '../../shapes/digest.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { attachedVolumes, blockDevices, networkInterfaces } from './devices.ts';
import { ec2InstanceType } from './schema.ts';

type Volumes = ReadonlyMap<string, Volume>;
type Images = ReadonlyMap<string, Image>;

export const ec2InstanceCollector = defineCollector<AwsSession>({
  resource: ec2InstanceType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeInstances', permission: 'ec2:DescribeInstances' }],
  details: [
    { operation: 'ec2:DescribeVolumes', permission: 'ec2:DescribeVolumes', paths: ['BlockDeviceMappings'] },
    { operation: 'ec2:DescribeImages', permission: 'ec2:DescribeImages', paths: ['SourceImage'] },
    {
      operation: 'ec2:DescribeInstanceAttribute',
      permission: 'ec2:DescribeInstanceAttribute',
      paths: ['DisableApiTermination', 'UserDataSha256'],
      absent: ['InvalidInstanceID.NotFound'],
    },
  ],
  leftOut,
  one: (arn) => [
    { operation: 'ec2:DescribeInstances', input: ec2Filter('instance-id', arn) },
    { operation: 'ec2:DescribeVolumes', input: ec2Filter('attachment.instance-id', arn) },
  ],
  async *collect(session) {
    let volumes: Detail<Volumes> | undefined;
    for await (const page of session.pages('ec2', 'DescribeInstances', { MaxResults: 1000 })) {
      const listed = (page.Reservations ?? []).flatMap((reservation) =>
        (reservation.Instances ?? []).map((instance) => ({ instance, owner: reservation.OwnerId })),
      );
      const present = listed.filter(({ instance }) => leftOut(instance) === undefined);
      if (present.length === 0) continue;
      // One list for the region instead of one call per instance.
      volumes ??= await regionVolumes(session);
      const known = volumes;
      const images = await imagesOf(
        session,
        present.map(({ instance }) => instance.ImageId ?? ''),
      );
      yield* session.mapConcurrently(present, ({ instance, owner }) =>
        observeInstance(session, instance, owner, { volumes: known, images }),
      );
    }
  },
});

function leftOut(instance: Instance): string | undefined {
  const state = instance.State?.Name;
  const gone = state === 'terminated' || state === 'shutting-down';
  return gone
    ? `AWS keeps ${state} instances listed for about an hour; they are not there any more.`
    : undefined;
}

async function regionVolumes(session: AwsSession): Promise<Detail<Volumes>> {
  const pages = await session.detailPages('ec2', 'DescribeVolumes', { MaxResults: 500 });
  if (pages.state !== 'value') return pages;
  const all = pages.value.flatMap((page) => page.Volumes ?? []);
  return { state: 'value', value: new Map(all.map((volume) => [volume.VolumeId ?? '', volume])) };
}

/** The images that are still visible; asked for by filter, because an unknown id would fail the whole call. */
async function imagesOf(session: AwsSession, ids: string[]): Promise<Detail<Images>> {
  const found = new Map<string, Image>();
  const wanted = [...new Set(ids)].filter((id) => id !== '').sort();
  for (const Values of chunks(wanted, 200)) {
    const answer = await session.detail('ec2', 'DescribeImages', {
      Filters: [{ Name: 'image-id', Values }],
      IncludeDeprecated: true,
    });
    if (answer.state !== 'value') return answer;
    for (const image of answer.value.Images ?? []) found.set(image.ImageId ?? '', image);
  }
  return { state: 'value', value: found };
}

async function observeInstance(
  session: AwsSession,
  instance: Instance,
  owner: string | undefined,
  { volumes, images }: { volumes: Detail<Volumes>; images: Detail<Images> },
) {
  const attribute = (name: 'disableApiTermination' | 'userData', path: string) =>
    session.detail(
      'ec2',
      'DescribeInstanceAttribute',
      { InstanceId: instance.InstanceId, Attribute: name },
      { paths: [path] },
    );
  const [termination, userData] = await Promise.all([
    attribute('disableApiTermination', 'DisableApiTermination'),
    attribute('userData', 'UserDataSha256'),
  ]);
  const draft = draftConfiguration(listedProperties(instance));
  setDevices(draft, instance, volumes);
  draft.put('SourceImage', images, (all) => imageShape(all.get(instance.ImageId ?? '')));
  draft.put('DisableApiTermination', termination, (answer) => answer.DisableApiTermination?.Value);
  draft.put('UserDataSha256', userData, (answer) => userDataDigest(answer.UserData?.Value));
  const state = instance.State?.Name;
  return observed(session, draft, {
    externalId: ec2Arn(session, 'instance', instance.InstanceId, owner),
    id: instance.InstanceId,
    tags: instance.Tags,
    status: state === 'stopped' || state === 'stopping' ? 'stopped' : 'active',
  });
}

function listedProperties(instance: Instance): Record<string, unknown> {
  const { State, Placement, MetadataOptions } = instance;
  return {
    InstanceId: instance.InstanceId,
    InstanceType: instance.InstanceType,
    ImageId: instance.ImageId,
    State: State && { Code: State.Code?.toString(), Name: State.Name },
    AvailabilityZone: Placement?.AvailabilityZone,
    Tenancy: Placement?.Tenancy,
    Affinity: Placement?.Affinity,
    HostId: Placement?.HostId,
    HostResourceGroupArn: Placement?.HostResourceGroupArn,
    PlacementGroupName: unlessBlank(Placement?.GroupName),
    VpcId: unlessBlank(instance.VpcId),
    SubnetId: unlessBlank(instance.SubnetId),
    SecurityGroupIds: sorted(instance.SecurityGroups?.map((group) => group.GroupId)),
    // CloudFormation knows the profile by its name, which ends the ARN after an optional path.
    IamInstanceProfile: instance.IamInstanceProfile?.Arn?.split('/').at(-1),
    KeyName: instance.KeyName,
    KernelId: instance.KernelId,
    RamdiskId: instance.RamdiskId,
    Monitoring: monitored(instance.Monitoring?.State),
    EbsOptimized: instance.EbsOptimized,
    SourceDestCheck: instance.SourceDestCheck,
    CpuOptions: instance.CpuOptions,
    EnclaveOptions: instance.EnclaveOptions,
    HibernationOptions: instance.HibernationOptions,
    PrivateDnsNameOptions: instance.PrivateDnsNameOptions,
    LicenseSpecifications: sortedBy(instance.Licenses, (license) => [license.LicenseConfigurationArn]),
    // Its `State` only says whether a change is still being applied.
    MetadataOptions: MetadataOptions && unlessEmpty({ ...MetadataOptions, State: undefined }),
    NetworkInterfaces: networkInterfaces(instance),
    PublicIp: unlessBlank(instance.PublicIpAddress),
    PublicDnsName: unlessBlank(instance.PublicDnsName),
    PrivateIp: unlessBlank(instance.PrivateIpAddress),
    PrivateIpAddress: unlessBlank(instance.PrivateIpAddress),
    PrivateDnsName: unlessBlank(instance.PrivateDnsName),
    Architecture: instance.Architecture,
    VirtualizationType: instance.VirtualizationType,
    InstanceLifecycle: instance.InstanceLifecycle,
    PlatformDetails: instance.PlatformDetails,
    RootDeviceName: unlessBlank(instance.RootDeviceName),
    StateTransitionReason: unlessBlank(instance.StateTransitionReason),
    LaunchTime: instance.LaunchTime,
  };
}

function setDevices(draft: Draft, instance: Instance, volumes: Detail<Volumes>): void {
  draft.set('Volumes', attachedVolumes(instance));
  if ((instance.BlockDeviceMappings ?? []).length > 0) {
    draft.set('BlockDeviceMappings', blockDevices(instance, draft.take(volumes)));
  }
}

function monitored(state: string | undefined): boolean | undefined {
  return state === undefined ? undefined : state === 'enabled' || state === 'pending';
}

function imageShape(image: Image | undefined) {
  return (
    image && {
      ImageId: image.ImageId,
      OwnerId: image.OwnerId,
      CreationDate: image.CreationDate,
      DeprecationTime: image.DeprecationTime,
      State: image.State,
    }
  );
}
