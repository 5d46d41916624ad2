import type { Network } from './build-network.ts';
import { newId, type Site, standardTags, type Tier, tagList } from './site.ts';

function addImage(site: Site, name: string, ageDays: number): string {
  const { random, region, world, plan } = site;
  const ImageId = newId(random, 'ami');
  const SnapshotId = newId(random, 'snap');
  const created = random.dateAgo(ageDays, ageDays + 20);
  region.snapshots.put({
    SnapshotId,
    VolumeId: 'vol-ffffffff',
    OwnerId: world.accountId,
    State: 'completed',
    Progress: '100%',
    StartTime: created,
    VolumeSize: 20,
    Encrypted: true,
    KmsKeyId: region.settings.ebsDefaultKmsKeyId,
    Description: `Created by CreateImage(${newId(random, 'i')}) for ${ImageId}`,
    StorageTier: 'standard',
    Tags: [],
    sharedWith: [],
  });
  region.images.put({
    ImageId,
    Name: name,
    Description: `Base image of ${name}`,
    ImageLocation: `${world.accountId}/${name}`,
    OwnerId: world.accountId,
    Public: false,
    State: 'available',
    CreationDate: created.toISOString(),
    Architecture: 'x86_64',
    ImageType: 'machine',
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    Hypervisor: 'xen',
    EnaSupport: true,
    SriovNetSupport: 'simple',
    BootMode: 'uefi-preferred',
    ImdsSupport: 'v2.0',
    ProductCodes: [],
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: { DeleteOnTermination: true, SnapshotId, VolumeSize: 20, VolumeType: 'gp3', Encrypted: true },
      },
    ],
    Tags: tagList(standardTags(name, plan.stage, 'platform')),
    sharedWith: [],
  });
  return ImageId;
}

function addVolume(
  site: Site,
  zone: string,
  size: number,
  name: string,
  team: string,
  attach: { instanceId: string; device: string; at: Date },
) {
  const { random, region, plan } = site;
  const VolumeId = newId(random, 'vol');
  region.volumes.put({
    VolumeId,
    Size: size,
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    Encrypted: true,
    KmsKeyId: region.settings.ebsDefaultKmsKeyId,
    State: 'in-use',
    AvailabilityZone: zone,
    CreateTime: attach.at,
    SnapshotId: '',
    MultiAttachEnabled: false,
    Attachments: [
      {
        InstanceId: attach.instanceId,
        VolumeId,
        Device: attach.device,
        State: 'attached',
        AttachTime: attach.at,
        DeleteOnTermination: attach.device === '/dev/xvda',
      },
    ],
    Tags: tagList(standardTags(name, plan.stage, team)),
  });
  return VolumeId;
}

function addInstance(site: Site, network: Network, tier: Tier, number: number, imageId: string): void {
  const { random, region, world, plan } = site;
  const name = `${tier.name}-${plan.stage}-${String(number + 1).padStart(2, '0')}`;
  const InstanceId = newId(random, 'i');
  const at = random.dateAgo(5, 240);
  const subnets = tier.isPublic ? network.publicSubnets : network.privateSubnets;
  const SubnetId = subnets[number % subnets.length] ?? '';
  const subnet = region.subnets.get(SubnetId);
  const zone = subnet?.AvailabilityZone ?? `${region.name}a`;
  const ip = `${(subnet?.CidrBlock ?? '10.0.0.0/24').split('.').slice(0, 3).join('.')}.${20 + number + random.below(180)}`;
  const publicIp = tier.isPublic
    ? `3.${random.below(250)}.${random.below(250)}.${random.below(250) + 2}`
    : undefined;
  const groupId = network.groups[tier.name] ?? network.groups[tier.isPublic ? 'web' : 'internal'] ?? '';
  const GroupName = region.securityGroups.get(groupId)?.GroupName;
  const interfaceId = newId(random, 'eni');
  const privateDns = `ip-${ip.replaceAll('.', '-')}.${region.name}.compute.internal`;
  const publicDns = publicIp ? `ec2-${publicIp.replaceAll('.', '-')}.compute-1.amazonaws.com` : '';
  const association = publicIp
    ? { Association: { IpOwnerId: 'amazon', PublicDnsName: publicDns, PublicIp: publicIp } }
    : {};
  const root = addVolume(site, zone, 20, `${name}-root`, tier.team, {
    instanceId: InstanceId,
    device: '/dev/xvda',
    at,
  });
  const mapping = (DeviceName: string, VolumeId: string) => ({
    DeviceName,
    Ebs: {
      AttachTime: at,
      DeleteOnTermination: DeviceName === '/dev/xvda',
      Status: 'attached' as const,
      VolumeId,
    },
  });
  const mappings = [mapping('/dev/xvda', root)];
  if (tier.dataVolumeGiB) {
    const data = addVolume(site, zone, tier.dataVolumeGiB, `${name}-data`, tier.team, {
      instanceId: InstanceId,
      device: '/dev/sdf',
      at,
    });
    mappings.push(mapping('/dev/sdf', data));
  }
  region.instances.put({
    InstanceId,
    ImageId: imageId,
    InstanceType: tier.instanceType as 't3.medium',
    KeyName: `ops-${region.name}`,
    LaunchTime: at,
    AmiLaunchIndex: 0,
    Architecture: 'x86_64',
    Monitoring: { State: plan.stage === 'prod' ? 'enabled' : 'disabled' },
    Placement: {
      AvailabilityZone: zone,
      AvailabilityZoneId: subnet?.AvailabilityZoneId,
      GroupName: '',
      Tenancy: 'default',
    },
    PrivateIpAddress: ip,
    PrivateDnsName: privateDns,
    PublicDnsName: publicDns,
    ...(publicIp ? { PublicIpAddress: publicIp } : {}),
    State: { Code: 16, Name: 'running' },
    StateTransitionReason: '',
    SubnetId,
    VpcId: network.vpcId,
    SecurityGroups: [{ GroupId: groupId, GroupName }],
    SourceDestCheck: true,
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    BlockDeviceMappings: mappings,
    VirtualizationType: 'hvm',
    Hypervisor: 'xen',
    EbsOptimized: !tier.instanceType.startsWith('t3'),
    EnaSupport: true,
    ClientToken: random.uuid(),
    IamInstanceProfile: {
      Arn: `arn:aws:iam::${world.accountId}:instance-profile/ec2-${tier.name}`,
      Id: `AIPA${random.letters(17)}`,
    },
    MetadataOptions: {
      State: 'applied',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
    CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
    HibernationOptions: { Configured: false },
    EnclaveOptions: { Enabled: false },
    MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default' },
    CurrentInstanceBootMode: 'legacy-bios',
    NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
    Operator: { Managed: false },
    PrivateDnsNameOptions: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: interfaceId,
        Description: '',
        PrivateDnsName: privateDns,
        Operator: { Managed: false },
        ...association,
        SubnetId,
        VpcId: network.vpcId,
        OwnerId: world.accountId,
        PrivateIpAddress: ip,
        Status: 'in-use',
        SourceDestCheck: true,
        InterfaceType: 'interface',
        MacAddress: `0e:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}`,
        Groups: [{ GroupId: groupId, GroupName }],
        Attachment: {
          AttachTime: at,
          AttachmentId: newId(random, 'eni-attach'),
          DeleteOnTermination: true,
          DeviceIndex: 0,
          NetworkCardIndex: 0,
          Status: 'attached',
        },
        PrivateIpAddresses: [
          { Primary: true, PrivateIpAddress: ip, PrivateDnsName: privateDns, ...association },
        ],
        Ipv6Addresses: [],
      },
    ],
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    UsageOperationUpdateTime: at,
    BootMode: 'uefi-preferred',
    ProductCodes: [],
    Tags: tagList({ ...standardTags(name, plan.stage, tier.team), Tier: tier.name }),
    DisableApiTermination: tier.name === 'kafka' || tier.name === 'bastion',
    UserData: Buffer.from(
      `#!/bin/sh\nset -e\n/opt/${tier.name}/bin/register --stage ${plan.stage}\n`,
    ).toString('base64'),
  });
}

function addBackupSnapshots(site: Site, count: number): void {
  const { random, region, world, plan } = site;
  const dataVolumes = region.volumes.all().filter((volume) => volume.Attachments?.[0]?.Device === '/dev/sdf');
  for (let index = 0; index < count && dataVolumes.length > 0; index += 1) {
    const volume = dataVolumes[index % dataVolumes.length];
    if (!volume) continue;
    region.snapshots.put({
      SnapshotId: newId(random, 'snap'),
      VolumeId: volume.VolumeId,
      OwnerId: world.accountId,
      State: 'completed',
      Progress: '100%',
      StartTime: random.dateAgo(1, 30),
      VolumeSize: volume.Size,
      Encrypted: true,
      KmsKeyId: volume.KmsKeyId,
      Description: 'Nightly backup',
      StorageTier: 'standard',
      Tags: tagList({
        ...standardTags(`backup-${volume.VolumeId}`, plan.stage, 'platform'),
        Backup: 'nightly',
      }),
      sharedWith: [],
    });
  }
}

/** Images, servers, their volumes and the backups of one region. */
export function buildCompute(site: Site, network: Network): void {
  const image = addImage(site, `base-linux-${site.plan.stage}-2026-08`, 40);
  if (site.plan.stage === 'prod') addImage(site, `base-linux-${site.plan.stage}-2026-05`, 130);
  for (const tier of site.plan.tiers) {
    for (let number = 0; number < tier.count; number += 1) addInstance(site, network, tier, number, image);
  }
  addBackupSnapshots(site, site.region.name === 'us-east-1' ? 14 : 5);
}
