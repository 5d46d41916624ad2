import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { newId, type Site, standardTags, tagList } from './site.ts';
import type { StoredVpc } from './world.ts';

/** What later builders need to place their resources. */
export interface Network {
  vpcId: string;
  publicSubnets: string[];
  privateSubnets: string[];
  /** Security group id by its short name (`web`, `database` …). */
  groups: Record<string, string>;
}

const anywhere = [{ CidrIp: '0.0.0.0/0' }];
const allEgress: IpPermission[] = [
  { IpProtocol: '-1', IpRanges: anywhere, Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
];

function fromCidr(port: number, cidr: string, description: string, lastPort = port): IpPermission {
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: lastPort,
    IpRanges: [{ CidrIp: cidr, Description: description }],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [],
  };
}

function addVpc(site: Site, cidr: string, name: string, isDefault: boolean): StoredVpc {
  const { random, region, world, plan } = site;
  const vpc: StoredVpc = {
    VpcId: newId(random, 'vpc'),
    OwnerId: world.accountId,
    CidrBlock: cidr,
    State: 'available',
    DhcpOptionsId: newId(random, 'dopt'),
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    CidrBlockAssociationSet: [
      {
        AssociationId: newId(random, 'vpc-cidr-assoc'),
        CidrBlock: cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: isDefault ? [] : tagList(standardTags(name, plan.stage, 'platform')),
    EnableDnsSupport: true,
    EnableDnsHostnames: true,
  };
  region.vpcs.put(vpc);
  return vpc;
}

function addSubnet(
  site: Site,
  vpcId: string,
  cidr: string,
  zone: string,
  name: string,
  isPublic: boolean,
  isDefault: boolean,
) {
  const { random, region, world, plan } = site;
  const SubnetId = newId(random, 'subnet');
  region.subnets.put({
    SubnetId,
    SubnetArn: `arn:aws:ec2:${region.name}:${world.accountId}:subnet/${SubnetId}`,
    VpcId: vpcId,
    OwnerId: world.accountId,
    State: 'available',
    CidrBlock: cidr,
    AvailableIpAddressCount: isPublic ? 240 : 4000,
    AvailabilityZone: `${region.name}${zone}`,
    AvailabilityZoneId: `${region.name}-az${zone.charCodeAt(0) - 96}`,
    DefaultForAz: isDefault,
    MapPublicIpOnLaunch: isPublic,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: isDefault
      ? []
      : tagList({ ...standardTags(name, plan.stage, 'platform'), Tier: isPublic ? 'public' : 'private' }),
  });
  return SubnetId;
}

function addGateway(site: Site, vpcId: string, name: string | undefined): string {
  const InternetGatewayId = newId(site.random, 'igw');
  site.region.internetGateways.put({
    InternetGatewayId,
    OwnerId: site.world.accountId,
    Attachments: [{ State: 'available' as 'attached', VpcId: vpcId }],
    Tags: name ? tagList(standardTags(name, site.plan.stage, 'platform')) : [],
  });
  return InternetGatewayId;
}

function addRouteTable(
  site: Site,
  vpc: StoredVpc,
  subnets: string[],
  options: { main?: boolean; gateway?: string; nat?: string; name?: string },
) {
  const { random, region, world, plan } = site;
  const RouteTableId = newId(random, 'rtb');
  const associated = { AssociationState: { State: 'associated' as const }, RouteTableId };
  region.routeTables.put({
    RouteTableId,
    VpcId: vpc.VpcId,
    OwnerId: world.accountId,
    PropagatingVgws: [],
    Associations: options.main
      ? [{ ...associated, Main: true, RouteTableAssociationId: newId(random, 'rtbassoc') }]
      : subnets.map((SubnetId) => ({
          ...associated,
          Main: false,
          SubnetId,
          RouteTableAssociationId: newId(random, 'rtbassoc'),
        })),
    Routes: [
      {
        DestinationCidrBlock: vpc.CidrBlock,
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
      ...(options.gateway
        ? [
            {
              DestinationCidrBlock: '0.0.0.0/0',
              GatewayId: options.gateway,
              Origin: 'CreateRoute' as const,
              State: 'active' as const,
            },
          ]
        : []),
      ...(options.nat
        ? [
            {
              DestinationCidrBlock: '0.0.0.0/0',
              NatGatewayId: options.nat,
              Origin: 'CreateRoute' as const,
              State: 'active' as const,
            },
          ]
        : []),
    ],
    Tags: options.name ? tagList(standardTags(options.name, plan.stage, 'platform')) : [],
  });
}

function addNetworkAcl(site: Site, vpc: StoredVpc, subnets: string[]) {
  const { random, region, world } = site;
  const NetworkAclId = newId(random, 'acl');
  region.networkAcls.put({
    NetworkAclId,
    VpcId: vpc.VpcId,
    OwnerId: world.accountId,
    IsDefault: true,
    Associations: subnets.map((SubnetId) => ({
      NetworkAclAssociationId: newId(random, 'aclassoc'),
      NetworkAclId,
      SubnetId,
    })),
    Entries: [true, false].flatMap((Egress) => [
      { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow' as const, RuleNumber: 100 },
      { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny' as const, RuleNumber: 32_767 },
    ]),
    Tags: [],
  });
}

function addGroup(
  site: Site,
  vpcId: string,
  name: string,
  description: string,
  ingress: IpPermission[],
): string {
  const { random, region, world, plan } = site;
  const GroupId = newId(random, 'sg');
  const group: SecurityGroup = {
    GroupId,
    GroupName: name,
    Description: description,
    SecurityGroupArn: `arn:aws:ec2:${region.name}:${world.accountId}:security-group/${GroupId}`,
    OwnerId: world.accountId,
    VpcId: vpcId,
    IpPermissions: ingress,
    IpPermissionsEgress: allEgress.map((permission) => ({ ...permission })),
    Tags: name === 'default' ? [] : tagList(standardTags(name, plan.stage, 'platform')),
  };
  region.securityGroups.put(group);
  return GroupId;
}

function addDefaultGroup(site: Site, vpcId: string): void {
  const id = addGroup(site, vpcId, 'default', 'default VPC security group', []);
  const group = site.region.securityGroups.get(id);
  if (!group) return;
  group.IpPermissions = [fromGroup(site, id, -1, '', -1)];
}

function fromGroup(
  site: Site,
  groupId: string,
  port: number,
  description: string,
  lastPort = port,
): IpPermission {
  const pair = {
    GroupId: groupId,
    UserId: site.world.accountId,
    ...(description ? { Description: description } : {}),
  };
  const base = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [pair] };
  return port < 0
    ? { ...base, IpProtocol: '-1' }
    : { ...base, IpProtocol: 'tcp', FromPort: port, ToPort: lastPort };
}

/** The address of an EIP, and where it is bound. */
function addAddress(site: Site, name: string, binding: { natInterface?: string; instanceId?: string }) {
  const { random, region, plan } = site;
  const address = {
    AllocationId: newId(random, 'eipalloc'),
    PublicIp: `${random.pick(['3', '18', '52', '54'])}.${random.below(250) + 2}.${random.below(250)}.${random.below(250) + 2}`,
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: region.name,
    Domain: 'vpc' as const,
    Tags: tagList(standardTags(name, plan.stage, 'platform')),
    ...(binding.natInterface
      ? {
          AssociationId: newId(random, 'eipassoc'),
          NetworkInterfaceId: binding.natInterface,
          NetworkInterfaceOwnerId: site.world.accountId,
        }
      : {}),
    ...(binding.instanceId
      ? { AssociationId: newId(random, 'eipassoc'), InstanceId: binding.instanceId }
      : {}),
  };
  region.addresses.put(address);
  return address;
}

function addNatGateway(site: Site, vpcId: string, subnetId: string, name: string): string {
  const { random, region, plan } = site;
  const NatGatewayId = newId(random, 'nat');
  const natInterface = newId(random, 'eni');
  const address = addAddress(site, name, { natInterface });
  region.natGateways.put({
    NatGatewayId,
    VpcId: vpcId,
    SubnetId: subnetId,
    State: 'available',
    ConnectivityType: 'public',
    CreateTime: random.dateAgo(300, 900),
    NatGatewayAddresses: [
      {
        AllocationId: address.AllocationId,
        AssociationId: address.AssociationId,
        NetworkInterfaceId: natInterface,
        PrivateIp: `${plan.network}.0.${random.below(200) + 10}`,
        PublicIp: address.PublicIp,
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    Tags: tagList(standardTags(name, plan.stage, 'platform')),
  });
  return NatGatewayId;
}

function addSecurityGroups(site: Site, vpcId: string): Record<string, string> {
  const { network } = site.plan;
  const name = (short: string) => `sg-${short}-${site.plan.stage}`;
  const web = addGroup(site, vpcId, name('web'), 'Web servers behind the public balancer', [
    fromCidr(443, '0.0.0.0/0', 'HTTPS from the internet'),
    fromCidr(80, '0.0.0.0/0', 'Redirect to HTTPS'),
  ]);
  const internal = addGroup(site, vpcId, name('internal'), 'Services inside the network', [
    fromCidr(8080, `${network}.0.0/16`, 'Service port', 8090),
  ]);
  const database = addGroup(site, vpcId, name('database'), 'PostgreSQL, from the services only', [
    fromGroup(site, internal, 5432, 'PostgreSQL from the services'),
  ]);
  const groups: Record<string, string> = { web, internal, database };
  if (site.plan.tiers.some((tier) => tier.name === 'bastion')) {
    groups.bastion = addGroup(site, vpcId, name('bastion'), 'Administrators through the office network', [
      fromCidr(22, '203.0.113.0/26', 'SSH from the office'),
    ]);
  }
  if (site.plan.tiers.some((tier) => tier.name === 'search')) {
    groups.search = addGroup(site, vpcId, name('search'), 'Search nodes', [
      fromGroup(site, internal, 9200, 'Queries from the services'),
    ]);
  }
  if (site.plan.tiers.some((tier) => tier.name === 'kafka')) {
    groups.kafka = addGroup(site, vpcId, name('kafka'), 'Brokers', [
      fromGroup(site, internal, 9092, 'Producers and consumers', 9094),
    ]);
  }
  return groups;
}

function addDefaultVpc(site: Site): void {
  const vpc = addVpc(site, '172.31.0.0/16', 'default', true);
  const vpcId = vpc.VpcId ?? '';
  const subnets = site.plan.zones.map((zone, index) =>
    addSubnet(site, vpcId, `172.31.${index * 16}.0/20`, zone, 'default', true, true),
  );
  const gateway = addGateway(site, vpcId, undefined);
  addRouteTable(site, vpc, subnets, { main: true, gateway });
  addNetworkAcl(site, vpc, subnets);
  addDefaultGroup(site, vpcId);
}

const flowLogFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

function addFlowLog(site: Site, vpcId: string): void {
  const { random, region, plan } = site;
  region.flowLogs.put({
    FlowLogId: newId(random, 'fl'),
    FlowLogStatus: 'ACTIVE',
    ResourceId: vpcId,
    TrafficType: 'ALL',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: `/vpc/${plan.stage}/flow`,
    LogFormat: flowLogFields.map((field) => `\${${field}}`).join(' '),
    DeliverLogsStatus: 'SUCCESS',
    DeliverLogsPermissionArn: `arn:aws:iam::${site.world.accountId}:role/vpc-flow-logs`,
    MaxAggregationInterval: 600,
    CreationTime: random.dateAgo(200, 600),
    Tags: tagList(standardTags(`flow-${plan.stage}`, plan.stage, 'platform')),
  });
}

/** VPCs, subnets, routes, gateways and security groups of one region. */
export function buildNetwork(site: Site): Network {
  const { plan } = site;
  if (plan.hasDefaultVpc) addDefaultVpc(site);
  const vpc = addVpc(site, `${plan.network}.0.0/16`, `vpc-${plan.stage}`, false);
  const vpcId = vpc.VpcId ?? '';
  const publicSubnets = plan.zones.map((zone, index) =>
    addSubnet(
      site,
      vpcId,
      `${plan.network}.${index}.0/24`,
      zone,
      `public-${plan.stage}-${zone}`,
      true,
      false,
    ),
  );
  const privateSubnets = plan.zones.map((zone, index) =>
    addSubnet(
      site,
      vpcId,
      `${plan.network}.${(index + 1) * 16}.0/20`,
      zone,
      `private-${plan.stage}-${zone}`,
      false,
      false,
    ),
  );
  const gateway = addGateway(site, vpcId, `igw-${plan.stage}`);
  const nat = addNatGateway(site, vpcId, publicSubnets[0] ?? '', `nat-${plan.stage}-a`);
  addRouteTable(site, vpc, [], { main: true });
  addRouteTable(site, vpc, publicSubnets, { gateway, name: `public-${plan.stage}` });
  addRouteTable(site, vpc, privateSubnets, { nat, name: `private-${plan.stage}` });
  addNetworkAcl(site, vpc, [...publicSubnets, ...privateSubnets]);
  addDefaultGroup(site, vpcId);
  const groups = addSecurityGroups(site, vpcId);
  if (plan.stage === 'prod') addFlowLog(site, vpcId);
  if (groups.bastion) addAddress(site, `eip-bastion-${plan.stage}`, {});
  return { vpcId, publicSubnets, privateSubnets, groups };
}
