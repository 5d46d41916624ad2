import type { Network } from './build-network.ts';
import type { Counts } from './generate.ts';
import { dateOf, idOf, indexOfId, nameOf, teamOf } from './generated-ids.ts';
import { type Site, standardTags, tagList } from './site.ts';
import { createGeneratedTable, type Table } from './table.ts';

/** A generated table in front of what the region has already. */
function extend<T>(
  existing: Table<T>,
  source: {
    size: number;
    make: (index: number) => T;
    keyOf: (record: T) => string;
    indexOf: (key: string) => number;
  },
): Table<T> {
  const table = createGeneratedTable(source);
  for (const record of existing.all()) table.put(record);
  return table;
}

function addressOf(index: number): string {
  return `10.${100 + ((index >> 16) & 127)}.${(index >> 8) & 255}.${index & 255}`;
}

/** Servers, volumes, snapshots and network parts of one region, computed on demand. */
export function generatedCompute(site: Site, network: Network, counts: Counts, volumes: number): void {
  const { region, world, plan } = site;
  const zone = (index: number) => `${region.name}${plan.zones[index % plan.zones.length]}`;
  const subnets = [...network.publicSubnets, ...network.privateSubnets];
  const subnetOf = (index: number) => subnets[index % subnets.length] ?? '';
  const tags = (kind: string, index: number) =>
    tagList(standardTags(nameOf(kind, index), plan.stage, teamOf(index)));
  const groupName = region.securityGroups.get(network.groups.internal ?? '')?.GroupName;
  const KmsKeyId = region.settings.ebsDefaultKmsKeyId;

  region.volumes = extend(region.volumes, {
    size: volumes,
    keyOf: (volume) => volume.VolumeId ?? '',
    indexOf: indexOfId('vol'),
    make: (index) => {
      const VolumeId = idOf('vol', index);
      return {
        VolumeId,
        Size: 20 + (index % 10) * 10,
        VolumeType: 'gp3',
        Iops: 3000,
        Throughput: 125,
        Encrypted: index % 50 !== 0,
        ...(index % 50 === 0 ? {} : { KmsKeyId }),
        State: index % 10 === 0 ? 'available' : 'in-use',
        AvailabilityZone: zone(index),
        CreateTime: dateOf(index),
        SnapshotId: '',
        MultiAttachEnabled: false,
        Attachments:
          index % 10 === 0
            ? []
            : [
                {
                  VolumeId,
                  InstanceId: idOf('i', index % Math.max(counts.instances, 1)),
                  Device: '/dev/sdf',
                  State: 'attached',
                  AttachTime: dateOf(index),
                  DeleteOnTermination: false,
                },
              ],
        Tags: tags('volume', index),
      };
    },
  });

  region.snapshots = extend(region.snapshots, {
    size: counts.snapshots,
    keyOf: (snapshot) => snapshot.SnapshotId ?? '',
    indexOf: indexOfId('snap'),
    make: (index) => ({
      SnapshotId: idOf('snap', index),
      VolumeId: idOf('vol', index % Math.max(volumes, 1)),
      OwnerId: world.accountId,
      State: 'completed',
      Progress: '100%',
      StartTime: dateOf(index),
      VolumeSize: 20 + (index % 10) * 10,
      Encrypted: true,
      KmsKeyId,
      Description: 'Nightly backup',
      StorageTier: 'standard',
      Tags: tags('snapshot', index),
      sharedWith: [],
    }),
  });

  region.instances = extend(region.instances, {
    size: counts.instances,
    keyOf: (instance) => instance.InstanceId ?? '',
    indexOf: indexOfId('i'),
    make: (index) => {
      const ip = addressOf(index);
      const launched = dateOf(index);
      return {
        InstanceId: idOf('i', index),
        ImageId: idOf('ami', index % 20),
        InstanceType: index % 3 === 0 ? 'm6i.large' : 't3.medium',
        LaunchTime: launched,
        AmiLaunchIndex: 0,
        Architecture: 'x86_64',
        Monitoring: { State: 'disabled' },
        Placement: { AvailabilityZone: zone(index), GroupName: '', Tenancy: 'default' },
        PrivateIpAddress: ip,
        PrivateDnsName: `ip-${ip.replaceAll('.', '-')}.${region.name}.compute.internal`,
        PublicDnsName: '',
        State: { Code: 16, Name: 'running' },
        SubnetId: subnetOf(index),
        VpcId: network.vpcId,
        SecurityGroups: [{ GroupId: network.groups.internal, GroupName: groupName }],
        SourceDestCheck: true,
        RootDeviceName: '/dev/xvda',
        RootDeviceType: 'ebs',
        BlockDeviceMappings: [],
        VirtualizationType: 'hvm',
        Hypervisor: 'xen',
        EbsOptimized: true,
        EnaSupport: true,
        MetadataOptions: {
          State: 'applied',
          HttpTokens: index % 20 === 0 ? 'optional' : 'required',
          HttpPutResponseHopLimit: 2,
          HttpEndpoint: 'enabled',
        },
        NetworkInterfaces: [],
        Tags: tags('server', index),
        DisableApiTermination: false,
      };
    },
  });

  region.securityGroups = extend(region.securityGroups, {
    size: counts.securityGroups,
    keyOf: (group) => group.GroupId ?? '',
    indexOf: indexOfId('sg'),
    make: (index) => ({
      GroupId: idOf('sg', index),
      GroupName: nameOf('sg-service', index),
      Description: `Service ${index}`,
      OwnerId: world.accountId,
      VpcId: network.vpcId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 8000 + (index % 90),
          ToPort: 8000 + (index % 90),
          IpRanges: [
            { CidrIp: `${plan.network}.0.0/16`, Description: 'Services' },
            { CidrIp: '10.99.0.0/16', Description: 'Build agents' },
          ],
          Ipv6Ranges: [],
          PrefixListIds: [],
          UserIdGroupPairs: [],
        },
      ],
      IpPermissionsEgress: [
        {
          IpProtocol: '-1',
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          PrefixListIds: [],
          UserIdGroupPairs: [],
        },
      ],
      Tags: tags('sg-service', index),
    }),
  });

  region.subnets = extend(region.subnets, {
    size: counts.subnets,
    keyOf: (subnet) => subnet.SubnetId ?? '',
    indexOf: indexOfId('subnet'),
    make: (index) => ({
      SubnetId: idOf('subnet', index),
      VpcId: network.vpcId,
      OwnerId: world.accountId,
      State: 'available',
      CidrBlock: `${addressOf(index * 16)}/28`,
      AvailableIpAddressCount: 11,
      AvailabilityZone: zone(index),
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      Tags: tags('subnet', index),
    }),
  });

  region.routeTables = extend(region.routeTables, {
    size: counts.routeTables,
    keyOf: (table) => table.RouteTableId ?? '',
    indexOf: indexOfId('rtb'),
    make: (index) => ({
      RouteTableId: idOf('rtb', index),
      VpcId: network.vpcId,
      OwnerId: world.accountId,
      Associations: [],
      PropagatingVgws: [],
      Routes: [
        {
          DestinationCidrBlock: `${plan.network}.0.0/16`,
          GatewayId: 'local',
          Origin: 'CreateRouteTable',
          State: 'active',
        },
      ],
      Tags: tags('routes', index),
    }),
  });

  region.networkAcls = extend(region.networkAcls, {
    size: counts.networkAcls,
    keyOf: (acl) => acl.NetworkAclId ?? '',
    indexOf: indexOfId('acl'),
    make: (index) => ({
      NetworkAclId: idOf('acl', index),
      VpcId: network.vpcId,
      OwnerId: world.accountId,
      IsDefault: false,
      Associations: [],
      Entries: [true, false].map((Egress) => ({
        CidrBlock: '0.0.0.0/0',
        Egress,
        Protocol: '-1',
        RuleAction: 'allow' as const,
        RuleNumber: 100,
      })),
      Tags: tags('acl', index),
    }),
  });

  region.addresses = extend(region.addresses, {
    size: counts.addresses,
    keyOf: (address) => address.AllocationId ?? '',
    indexOf: indexOfId('eipalloc'),
    make: (index) => ({
      AllocationId: idOf('eipalloc', index),
      PublicIp: `52.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: region.name,
      Domain: 'vpc',
      Tags: tags('address', index),
    }),
  });
}
