import type { Network } from './create-network.ts';
import { type Aws, type Expected, tagList, tagsOf, text } from './sdk.ts';

/** What connects the networks of a region, and what machines are started from. */
export async function createConnections(aws: Aws, network: Network): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: aws.region, id, configuration });

  const card = await aws.send('ec2:CreateNetworkInterface', {
    SubnetId: network.privateSubnet,
    Description: 'spare',
    Groups: [network.webGroup],
  });
  expect('network_interface', text(card, 'NetworkInterface.NetworkInterfaceId'), {
    SubnetId: network.privateSubnet,
    Description: 'spare',
    GroupSet: [network.webGroup],
  });

  const template = await aws.send('ec2:CreateLaunchTemplate', {
    LaunchTemplateName: 'web-servers',
    LaunchTemplateData: { InstanceType: 't3.small', MetadataOptions: { HttpTokens: 'required' } },
    ...tagsOf('launch-template', { team: 'shop' }),
  });
  await aws.send('ec2:CreateLaunchTemplateVersion', {
    LaunchTemplateId: text(template, 'LaunchTemplate.LaunchTemplateId'),
    LaunchTemplateData: { InstanceType: 't3.large' },
  });
  expect('launch_template', 'web-servers', {
    LaunchTemplateData: { InstanceType: 't3.large' },
    DefaultVersionData: { InstanceType: 't3.small', MetadataOptions: { HttpTokens: 'required' } },
    LatestVersionNumber: '2',
    Tags: tagList({ team: 'shop' }),
  });

  await aws.send('auto-scaling:CreateLaunchConfiguration', {
    LaunchConfigurationName: 'old-workers',
    ImageId: 'ami-12c6146b',
    InstanceType: 't3.micro',
    SecurityGroups: [network.webGroup],
    AssociatePublicIpAddress: true,
  });
  expect('launch_configuration', 'old-workers', {
    InstanceType: 't3.micro',
    SecurityGroups: [network.webGroup],
    AssociatePublicIpAddress: true,
  });

  const endpoint = await aws.send('ec2:CreateVpcEndpoint', {
    VpcId: network.vpc,
    ServiceName: `com.amazonaws.${aws.region}.s3`,
    VpcEndpointType: 'Gateway',
    RouteTableIds: [network.privateTable],
    ...tagsOf('vpc-endpoint', { Name: 's3' }),
  });
  expect('vpc_endpoint', text(endpoint, 'VpcEndpoint.VpcEndpointId'), {
    VpcEndpointType: 'Gateway',
    ServiceName: `com.amazonaws.${aws.region}.s3`,
    RouteTableIds: [network.privateTable],
  });

  const other = await aws.send('ec2:CreateVpc', { CidrBlock: '172.21.0.0/16' });
  const peering = await aws.send('ec2:CreateVpcPeeringConnection', {
    VpcId: network.vpc,
    PeerVpcId: text(other, 'Vpc.VpcId'),
  });
  const VpcPeeringConnectionId = text(peering, 'VpcPeeringConnection.VpcPeeringConnectionId');
  await aws.send('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
  expect('vpc_peering_connection', VpcPeeringConnectionId, {
    VpcId: network.vpc,
    PeerVpcId: text(other, 'Vpc.VpcId'),
    Accepter: { CidrBlocks: ['172.21.0.0/16'] },
    Status: 'active',
  });

  const hub = await aws.send('ec2:CreateTransitGateway', {
    Description: 'hub',
    Options: { AutoAcceptSharedAttachments: 'enable' },
  });
  const TransitGatewayId = text(hub, 'TransitGateway.TransitGatewayId');
  expect('transit_gateway', TransitGatewayId, { Description: 'hub', AutoAcceptSharedAttachments: 'enable' });

  const router = await aws.send('ec2:CreateCustomerGateway', {
    Type: 'ipsec.1',
    PublicIp: '198.51.100.20',
    BgpAsn: 65_000,
  });
  const CustomerGatewayId = text(router, 'CustomerGateway.CustomerGatewayId');
  const line = await aws.send('ec2:CreateVpnConnection', {
    Type: 'ipsec.1',
    CustomerGatewayId,
    TransitGatewayId,
  });
  expect('vpn_connection', text(line, 'VpnConnection.VpnConnectionId'), {
    CustomerGatewayId,
    TransitGatewayId,
  });

  const balancer = await aws.send('elastic-load-balancing-v2:CreateLoadBalancer', {
    Name: 'pricing',
    Type: 'network',
    Subnets: [network.privateSubnet],
  });
  const arn = text(balancer, 'LoadBalancers.0.LoadBalancerArn');
  expect('load_balancer', 'pricing', { Type: 'network', Subnets: [network.privateSubnet] });
  const service = await aws.send('ec2:CreateVpcEndpointServiceConfiguration', {
    NetworkLoadBalancerArns: [arn],
    AcceptanceRequired: true,
  });
  const ServiceId = text(service, 'ServiceConfiguration.ServiceId');
  const principal = 'arn:aws:iam::444455556666:root';
  await aws.send('ec2:ModifyVpcEndpointServicePermissions', {
    ServiceId,
    AddAllowedPrincipals: [principal],
  });
  expect('vpc_endpoint_service', ServiceId, {
    AcceptanceRequired: true,
    NetworkLoadBalancerArns: [arn],
    AllowedPrincipals: [principal],
  });
  return expected;
}
