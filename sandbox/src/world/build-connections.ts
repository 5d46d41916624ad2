import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Network } from './build-network.ts';
import { addOffices } from './build-offices.ts';
import { createRandom } from './random.ts';
import { type EnabledRegion, enabledRegions } from './region-names.ts';
import { arn, newId, plans, type Site, standardTags, tagList } from './site.ts';
import type { StoredInstance, World } from './world.ts';

/** Interfaces of the instances, the NAT gateways and the balancers of a region. */
function addInterfaces(site: Site): void {
  const { random, region, world } = site;
  const put = (one: NetworkInterface) =>
    region.networkInterfaces.put({ OwnerId: world.accountId, Status: 'in-use', TagSet: [], ...one });
  for (const instance of region.instances.all()) {
    const zone = instance.Placement?.AvailabilityZone;
    for (const { Attachment, ...card } of instance.NetworkInterfaces ?? [])
      put({
        ...card,
        AvailabilityZone: zone,
        RequesterManaged: false,
        Attachment: { ...Attachment, InstanceId: instance.InstanceId, InstanceOwnerId: world.accountId },
      } as NetworkInterface);
  }
  for (const gateway of region.natGateways.all()) {
    const address = gateway.NatGatewayAddresses?.[0];
    put({
      NetworkInterfaceId: address?.NetworkInterfaceId,
      Description: `Interface for NAT Gateway ${gateway.NatGatewayId}`,
      // The service answers otherwise than its model says.
      InterfaceType: 'nat_gateway' as 'natGateway',
      SubnetId: gateway.SubnetId,
      VpcId: gateway.VpcId,
      PrivateIpAddress: address?.PrivateIp,
      Association: { AllocationId: address?.AllocationId, PublicIp: address?.PublicIp },
      Attachment: { InstanceOwnerId: 'amazon-aws', Status: 'attached', DeleteOnTermination: false },
      Groups: [],
      RequesterManaged: true,
      SourceDestCheck: false,
    });
  }
  const balancers = [
    ...region.loadBalancers.all().map((one) => ({
      name: one.LoadBalancerArn?.split(':loadbalancer/')[1],
      vpcId: one.VpcId,
      groups: one.SecurityGroups,
      subnets: one.AvailabilityZones?.map(({ SubnetId }) => SubnetId),
      isPublic: one.Scheme === 'internet-facing',
    })),
    ...region.classicLoadBalancers.all().map((one) => ({
      name: one.LoadBalancerName,
      vpcId: one.VPCId,
      groups: one.SecurityGroups,
      subnets: one.Subnets,
      isPublic: one.Scheme === 'internet-facing',
    })),
  ];
  for (const { name, vpcId, groups, subnets, isPublic } of balancers) {
    for (const SubnetId of subnets ?? []) {
      const block = region.subnets.get(SubnetId ?? '')?.CidrBlock ?? '10.0.0.0/24';
      put({
        NetworkInterfaceId: newId(random, 'eni'),
        Description: `ELB ${name}`,
        InterfaceType: 'interface',
        SubnetId,
        VpcId: vpcId,
        PrivateIpAddress: `${block.split('.').slice(0, 3).join('.')}.${5 + random.below(10)}`,
        Groups: (groups ?? []).map((GroupId) => ({ GroupId })),
        ...(isPublic && {
          Association: {
            IpOwnerId: 'amazon-elb',
            PublicIp: `34.${random.below(250)}.${random.below(250)}.${random.below(250) + 2}`,
          },
        }),
        Attachment: { InstanceOwnerId: 'amazon-elb', Status: 'attached', DeleteOnTermination: false },
        RequesterId: 'amazon-elb',
        RequesterManaged: true,
        SourceDestCheck: true,
      });
    }
  }
  addDatabaseInterfaces(site, put);
}

function addDatabaseInterfaces({ random, region }: Site, put: (one: NetworkInterface) => void): void {
  const groups = region.dbInstances
    .all()
    .flatMap(({ VpcSecurityGroups }) =>
      (VpcSecurityGroups ?? []).map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
    );
  for (const GroupId of new Set(groups)) {
    const subnet = region.subnets.all().find(({ Tags }) => Tags?.some(({ Value }) => Value === 'private'));
    put({
      NetworkInterfaceId: newId(random, 'eni'),
      Description: 'RDSNetworkInterface',
      InterfaceType: 'interface',
      SubnetId: subnet?.SubnetId,
      VpcId: subnet?.VpcId,
      Groups: [{ GroupId }],
      Attachment: { InstanceOwnerId: 'amazon-rds', Status: 'attached', DeleteOnTermination: false },
      RequesterId: 'amazon-rds',
      RequesterManaged: true,
      SourceDestCheck: true,
    });
  }
}

/** The templates that the Auto Scaling groups start machines from. The one of the search nodes is an old one. */
function addTemplates(site: Site): void {
  const { random, region, world, plan } = site;
  for (const group of region.autoScalingGroups.all()) {
    const { LaunchTemplateId, LaunchTemplateName = '' } = group.LaunchTemplate ?? {};
    const tier = LaunchTemplateName.replace(`-${plan.stage}`, '');
    const member = region.instances.get(group.Instances?.[0]?.InstanceId ?? '');
    const created = random.dateAgo(100, 500);
    const CreatedBy = `arn:aws:iam::${world.accountId}:user/terraform`;
    const isOld = tier === 'search';
    const data = {
      ImageId: member?.ImageId,
      InstanceType: member?.InstanceType,
      KeyName: member?.KeyName,
      IamInstanceProfile: { Arn: member?.IamInstanceProfile?.Arn },
      Monitoring: { Enabled: plan.stage === 'prod' },
      EbsOptimized: true,
      SecurityGroupIds: member?.SecurityGroups?.map(({ GroupId }) => GroupId ?? ''),
      UserData: member?.UserData,
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 20, VolumeType: 'gp3' as const } },
      ],
      MetadataOptions: {
        HttpTokens: isOld ? ('optional' as const) : ('required' as const),
        HttpEndpoint: 'enabled' as const,
        HttpPutResponseHopLimit: 2,
      },
    };
    const version = { LaunchTemplateId, LaunchTemplateName, CreateTime: created, CreatedBy };
    region.launchTemplates.put({
      LaunchTemplateId,
      LaunchTemplateName,
      CreateTime: created,
      CreatedBy,
      DefaultVersionNumber: 2,
      LatestVersionNumber: 2,
      Tags: tagList(standardTags(LaunchTemplateName, plan.stage, 'platform')),
      versions: [
        {
          ...version,
          VersionNumber: 1,
          DefaultVersion: false,
          LaunchTemplateData: { ...data, InstanceType: 't3.small' },
        },
        { ...version, VersionNumber: 2, DefaultVersion: true, LaunchTemplateData: data },
      ],
    });
  }
}

/** What is left of the time before launch templates. */
function addLaunchConfiguration(site: Site): void {
  const name = 'etl-worker-2021';
  const worker = site.region.instances
    .all()
    .find((one) => one.Tags?.some(({ Value }) => Value === 'etl-worker'));
  site.region.launchConfigurations.put({
    LaunchConfigurationName: name,
    LaunchConfigurationARN: arn(
      site,
      'autoscaling',
      `launchConfiguration:${site.random.uuid()}:launchConfigurationName/${name}`,
    ),
    ImageId: worker?.ImageId,
    InstanceType: 'c5.2xlarge',
    KeyName: worker?.KeyName,
    SecurityGroups: worker?.SecurityGroups?.map(({ GroupId }) => GroupId ?? ''),
    UserData: '',
    InstanceMonitoring: { Enabled: true },
    EbsOptimized: false,
    AssociatePublicIpAddress: false,
    BlockDeviceMappings: [],
    CreatedTime: site.random.dateAgo(900, 1200),
  });
}

function addEndpoints(site: Site, network: Network): void {
  const { random, region, world, plan } = site;
  const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const own = { ...open, Condition: { StringEquals: { 'aws:PrincipalAccount': world.accountId } } };
  const privateTables = region.routeTables
    .all()
    .filter(({ Associations }) =>
      Associations?.some(({ SubnetId = '' }) => network.privateSubnets.includes(SubnetId)),
    )
    .map(({ RouteTableId = '' }) => RouteTableId);
  const put = (service: string, isGateway: boolean, statement: object) =>
    region.vpcEndpoints.put({
      VpcEndpointId: newId(random, 'vpce'),
      VpcEndpointType: isGateway ? 'Gateway' : 'Interface',
      VpcId: network.vpcId,
      ServiceName: `com.amazonaws.${region.name}.${service}`,
      State: 'available' as 'Available',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      RouteTableIds: isGateway ? privateTables : [],
      SubnetIds: isGateway ? [] : network.privateSubnets,
      Groups: isGateway ? [] : [{ GroupId: network.groups.internal, GroupName: `sg-internal-${plan.stage}` }],
      PrivateDnsEnabled: !isGateway,
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: isGateway ? 'service-defined' : 'ipv4' },
      RequesterManaged: false,
      NetworkInterfaceIds: [],
      CreationTimestamp: random.dateAgo(200, 600),
      OwnerId: world.accountId,
      Tags: tagList(standardTags(`${service}-${plan.stage}`, plan.stage, 'platform')),
    });
  put('s3', true, plan.stage === 'prod' ? own : open);
  if (plan.stage !== 'prod') return;
  put('ec2', false, own);
  put('ssm', false, own);
}

function addEndpointService(site: Site): void {
  const { random, region } = site;
  const ServiceId = newId(random, 'vpce-svc');
  region.endpointServices.put({
    ServiceId,
    ServiceName: `com.amazonaws.vpce.${region.name}.${ServiceId}`,
    ServiceState: 'Available',
    ServiceType: [{ ServiceType: 'Interface' }],
    AvailabilityZones: site.plan.zones.map((zone) => `${region.name}${zone}`),
    AcceptanceRequired: true,
    ManagesVpcEndpoints: false,
    NetworkLoadBalancerArns: [
      arn(site, 'elasticloadbalancing', `loadbalancer/net/pricing-prod/${random.hex(16)}`),
    ],
    SupportedIpAddressTypes: ['ipv4'],
    Tags: tagList(standardTags('pricing', site.plan.stage, 'checkout')),
    principals: ['arn:aws:iam::444455556666:root'],
  });
}

/** Machines with the agent of Systems Manager: all but the bastions; one waits for its patches. */
function addNodes({ random, region }: Site): void {
  const withAgent = region.instances.all().filter((one) => !tierOf(one)?.includes('bastion'));
  for (const [index, instance] of withAgent.entries()) {
    const behind = region.name === 'us-east-1' && index === 0;
    const at = random.dateAgo(0, 1);
    const item = {
      ResourceType: 'ManagedInstance',
      ResourceId: instance.InstanceId,
      ExecutionSummary: { ExecutionTime: at },
    };
    region.managedNodes.put({
      InstanceId: instance.InstanceId,
      ResourceType: 'EC2Instance',
      PingStatus: 'Online',
      LastPingDateTime: at,
      AgentVersion: '3.3.987.0',
      IsLatestVersion: true,
      PlatformType: 'Linux',
      PlatformName: 'Amazon Linux',
      PlatformVersion: '2023',
      IPAddress: instance.PrivateIpAddress,
      ComputerName: instance.PrivateDnsName,
      AssociationStatus: 'Success',
      compliance: [
        { ...item, ComplianceType: 'Association', Status: 'COMPLIANT', OverallSeverity: 'UNSPECIFIED' },
        {
          ...item,
          ComplianceType: 'Patch',
          Status: behind ? 'NON_COMPLIANT' : 'COMPLIANT',
          OverallSeverity: behind ? 'CRITICAL' : 'UNSPECIFIED',
          NonCompliantSummary: { NonCompliantCount: behind ? 4 : 0 },
        },
      ],
    });
  }
}

const tierOf = (instance: StoredInstance): string | undefined =>
  instance.Tags?.find(({ Key }) => Key === 'Tier')?.Value;

/** The first two regions are peered; the route is to one subnet of the other side. */
function addPeering(world: World): void {
  const [here, there] = enabledRegions.map((name: EnabledRegion) => world.region(name));
  if (here === undefined || there === undefined) return;
  const random = createRandom(77);
  const side = (region: typeof here) => {
    const vpc = region.vpcs.all().find(({ IsDefault }) => IsDefault !== true);
    return {
      VpcId: vpc?.VpcId,
      OwnerId: world.accountId,
      Region: region.name,
      CidrBlock: vpc?.CidrBlock,
      CidrBlockSet: [{ CidrBlock: vpc?.CidrBlock }],
      PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
    };
  };
  const connection = {
    VpcPeeringConnectionId: newId(random, 'pcx'),
    Status: { Code: 'active' as const, Message: 'Active' },
    RequesterVpcInfo: side(here),
    AccepterVpcInfo: side(there),
    Tags: tagList(standardTags('prod-to-dr', 'prod', 'platform')),
  };
  here.peeringConnections.put(connection);
  there.peeringConnections.put({ ...connection, Tags: [] });
  const table = here.routeTables
    .all()
    .find(({ Tags }) => Tags?.some(({ Value }) => Value === 'private-prod'));
  table?.Routes?.push({
    DestinationCidrBlock: there.subnets.all().at(-1)?.CidrBlock,
    VpcPeeringConnectionId: connection.VpcPeeringConnectionId,
    Origin: 'CreateRoute',
    State: 'active',
  });
}

/** What was built before gets its interfaces, templates, endpoints and nodes; ids of others do not depend on it. */
export function buildConnections(world: World): void {
  for (const [index, name] of enabledRegions.entries()) {
    const site: Site = {
      world,
      random: createRandom(1_000 + index),
      region: world.region(name),
      plan: plans[name],
    };
    const network = networkOf(site);
    addInterfaces(site);
    addTemplates(site);
    addEndpoints(site, network);
    addNodes(site);
    if (index > 0) continue;
    addLaunchConfiguration(site);
    addEndpointService(site);
    addOffices(site);
  }
  addPeering(world);
}

/** The network of the company in a region, as its tags tell. */
function networkOf({ region, plan }: Site): Network {
  const tier = (wanted: string) =>
    region.subnets
      .all()
      .filter(({ Tags }) => Tags?.some(({ Key, Value }) => Key === 'Tier' && Value === wanted))
      .map(({ SubnetId = '' }) => SubnetId);
  const vpc = region.vpcs.all().find(({ IsDefault }) => IsDefault !== true);
  const internal = region.securityGroups
    .all()
    .find(({ GroupName }) => GroupName === `sg-internal-${plan.stage}`);
  return {
    vpcId: vpc?.VpcId ?? '',
    publicSubnets: tier('public'),
    privateSubnets: tier('private'),
    groups: { internal: internal?.GroupId ?? '' },
  };
}
