import { type Aws, type Expected, tagList, tagsOf, text } from './sdk.ts';

export type Network = {
  vpc: string;
  publicSubnet: string;
  privateSubnet: string;
  gateway: string;
  privateTable: string;
  webGroup: string;
  databaseGroup: string;
  expected: Expected[];
};

/** Two networks in one region: one with everything in it, one with nothing but itself. */
export async function createNetwork(aws: Aws, prefix: string): Promise<Network> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: aws.region, id, configuration });
  const zone = (letter: string): string => `${aws.region}${letter}`;

  const made = await aws.send('ec2:CreateVpc', {
    CidrBlock: `${prefix}.0.0/16`,
    ...tagsOf('vpc', { Name: 'main', env: 'prod' }),
  });
  const vpc = text(made, 'Vpc.VpcId');
  await aws.send('ec2:ModifyVpcAttribute', { VpcId: vpc, EnableDnsHostnames: { Value: true } });
  await aws.send('cloudwatch-logs:CreateLogGroup', { logGroupName: '/vpc/flow' });
  await aws.send('ec2:CreateFlowLogs', {
    ResourceIds: [vpc],
    ResourceType: 'VPC',
    TrafficType: 'REJECT',
    LogGroupName: '/vpc/flow',
    DeliverLogsPermissionArn: `arn:aws:iam::${aws.accountId}:role/flow`,
  });
  expect('vpc', vpc, {
    CidrBlock: `${prefix}.0.0/16`,
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
    InstanceTenancy: 'default',
    FlowLogs: [{ ResourceId: vpc, TrafficType: 'REJECT', LogGroupName: '/vpc/flow' }],
    Tags: [{ Key: 'env', Value: 'prod' }],
  });
  const second = await aws.send('ec2:CreateVpc', {
    CidrBlock: '172.20.0.0/16',
    InstanceTenancy: 'dedicated',
  });
  expect('vpc', text(second, 'Vpc.VpcId'), { CidrBlock: '172.20.0.0/16', InstanceTenancy: 'dedicated' });

  const subnet = async (name: string, third: number, letter: string): Promise<string> =>
    text(
      await aws.send('ec2:CreateSubnet', {
        VpcId: vpc,
        CidrBlock: `${prefix}.${third}.0/24`,
        AvailabilityZone: zone(letter),
        ...tagsOf('subnet', { Name: name }),
      }),
      'Subnet.SubnetId',
    );
  const publicSubnet = await subnet('public-a', 1, 'a');
  const privateSubnet = await subnet('private-b', 2, 'b');
  await aws.send('ec2:ModifySubnetAttribute', {
    SubnetId: publicSubnet,
    MapPublicIpOnLaunch: { Value: true },
  });
  expect('subnet', publicSubnet, { VpcId: vpc, CidrBlock: `${prefix}.1.0/24`, MapPublicIpOnLaunch: true });
  expect('subnet', privateSubnet, { AvailabilityZone: zone('b'), MapPublicIpOnLaunch: false });

  const gateway = text(
    await aws.send('ec2:CreateInternetGateway', tagsOf('internet-gateway', { Name: 'igw' })),
    'InternetGateway.InternetGatewayId',
  );
  await aws.send('ec2:AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
  expect('internet_gateway', gateway, { Attachments: [{ VpcId: vpc }], Tags: tagList({ Name: 'igw' }) });
  const loose = text(await aws.send('ec2:CreateInternetGateway'), 'InternetGateway.InternetGatewayId');
  expect('internet_gateway', loose, { InternetGatewayId: loose });

  const table = async (name: string): Promise<string> =>
    text(
      await aws.send('ec2:CreateRouteTable', { VpcId: vpc, ...tagsOf('route-table', { Name: name }) }),
      'RouteTable.RouteTableId',
    );
  const publicTable = await table('public');
  const privateTable = await table('private');
  await aws.send('ec2:CreateRoute', {
    RouteTableId: publicTable,
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: gateway,
  });
  await aws.send('ec2:AssociateRouteTable', { RouteTableId: publicTable, SubnetId: publicSubnet });
  expect('route_table', publicTable, {
    VpcId: vpc,
    Routes: [
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway },
      { DestinationCidrBlock: `${prefix}.0.0/16`, GatewayId: 'local' },
    ],
    Associations: [{ SubnetId: publicSubnet }],
  });
  expect('route_table', privateTable, { VpcId: vpc, Tags: tagList({ Name: 'private' }) });

  const acl = text(await aws.send('ec2:CreateNetworkAcl', { VpcId: vpc }), 'NetworkAcl.NetworkAclId');
  await aws.send('ec2:CreateNetworkAclEntry', {
    NetworkAclId: acl,
    RuleNumber: 100,
    Protocol: '6',
    RuleAction: 'allow',
    Egress: false,
    CidrBlock: '10.0.0.0/8',
    PortRange: { From: 443, To: 443 },
  });
  expect('network_acl', acl, {
    VpcId: vpc,
    IsDefault: false,
    Entries: [
      {
        RuleNumber: 100,
        Egress: false,
        Protocol: 6,
        RuleAction: 'allow',
        CidrBlock: '10.0.0.0/8',
        PortRange: { From: 443, To: 443 },
      },
    ],
  });

  const address = await aws.send('ec2:AllocateAddress', {
    Domain: 'vpc',
    ...tagsOf('elastic-ip', { Name: 'nat' }),
  });
  const allocation = text(address, 'AllocationId');
  const spare = text(await aws.send('ec2:AllocateAddress', { Domain: 'vpc' }), 'AllocationId');
  expect('elastic_ip', spare, { AllocationId: spare, Domain: 'vpc' });
  const nat = text(
    await aws.send('ec2:CreateNatGateway', { SubnetId: publicSubnet, AllocationId: allocation }),
    'NatGateway.NatGatewayId',
  );
  expect('nat_gateway', nat, { SubnetId: publicSubnet, VpcId: vpc, AllocationId: allocation });
  expect('elastic_ip', allocation, { PublicIp: text(address, 'PublicIp') });

  const group = async (name: string): Promise<string> =>
    text(
      await aws.send('ec2:CreateSecurityGroup', { GroupName: name, Description: `for ${name}`, VpcId: vpc }),
      'GroupId',
    );
  const webGroup = await group('web');
  const databaseGroup = await group('database');
  await aws.send('ec2:AuthorizeSecurityGroupIngress', {
    GroupId: webGroup,
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'everybody' }],
      },
    ],
  });
  await aws.send('ec2:AuthorizeSecurityGroupIngress', {
    GroupId: databaseGroup,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: webGroup }] },
    ],
  });
  expect('security_group', webGroup, {
    GroupName: 'web',
    GroupDescription: 'for web',
    VpcId: vpc,
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0', Description: 'everybody' },
    ],
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
  });
  expect('security_group', databaseGroup, {
    SecurityGroupIngress: [{ FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: webGroup }],
  });
  return { vpc, publicSubnet, privateSubnet, gateway, privateTable, webGroup, databaseGroup, expected };
}
