import { createHash } from 'node:crypto';
import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2';
import { awsError } from '../protocols/errors.ts';
import { describe, nextToken } from './ec2-describe.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

function ruleId(group: SecurityGroup, content: string): string {
  return `sgr-0${createHash('sha256').update(`${group.GroupId}/${content}`).digest('hex').slice(0, 16)}`;
}

/** One rule per source, as DescribeSecurityGroupRules shows what DescribeSecurityGroups groups by port. */
function rulesOf(group: SecurityGroup, egress: boolean): SecurityGroupRule[] {
  const permissions: IpPermission[] = (egress ? group.IpPermissionsEgress : group.IpPermissions) ?? [];
  return permissions.flatMap((permission) => {
    const base = (content: string, description: string | undefined): SecurityGroupRule => ({
      SecurityGroupRuleId: ruleId(
        group,
        `${egress}/${permission.IpProtocol}/${permission.FromPort}/${permission.ToPort}/${content}`,
      ),
      GroupId: group.GroupId,
      GroupOwnerId: group.OwnerId,
      IsEgress: egress,
      IpProtocol: permission.IpProtocol,
      FromPort: permission.FromPort ?? -1,
      ToPort: permission.ToPort ?? -1,
      ...(description === undefined ? {} : { Description: description }),
      Tags: [],
    });
    return [
      ...(permission.IpRanges ?? []).map((range) => ({
        ...base(range.CidrIp ?? '', range.Description),
        CidrIpv4: range.CidrIp,
      })),
      ...(permission.Ipv6Ranges ?? []).map((range) => ({
        ...base(range.CidrIpv6 ?? '', range.Description),
        CidrIpv6: range.CidrIpv6,
      })),
      ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
        ...base(pair.GroupId ?? '', pair.Description),
        ReferencedGroupInfo: { GroupId: pair.GroupId, UserId: pair.UserId },
      })),
      ...(permission.PrefixListIds ?? []).map((list) => ({
        ...base(list.PrefixListId ?? '', list.Description),
        PrefixListId: list.PrefixListId,
      })),
    ];
  });
}

export const ec2NetworkOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  DescribeSecurityGroups: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).securityGroups, input.GroupIds, input, {
      notFound: 'InvalidGroup.NotFound',
      noun: 'security group',
      filters: {
        'vpc-id': (group) => [group.VpcId],
        'group-name': (group) => [group.GroupName],
        'group-id': (group) => [group.GroupId],
      },
    });
    return { SecurityGroups: items, ...nextToken(next) };
  },

  DescribeSecurityGroupRules: (input, call) => {
    const groups = call.world.region(call.region).securityGroups;
    const wanted = (input.Filters ?? []).find((filter) => filter.Name === 'group-id')?.Values;
    const chosen = wanted ? wanted.flatMap((id) => groups.get(id) ?? []) : groups.all();
    const rules = chosen.flatMap((group) => [...rulesOf(group, false), ...rulesOf(group, true)]);
    const { items, next } = pageOf(rules, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 1000,
      largest: 1000,
      invalidToken: () => awsError('InvalidNextToken', 400, 'The specified pagination token is not valid.'),
    });
    return { SecurityGroupRules: items, ...nextToken(next) };
  },

  DescribeVpcs: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).vpcs, input.VpcIds, input, {
      notFound: 'InvalidVpcID.NotFound',
      noun: 'vpc ID',
      filters: {
        'is-default': (vpc) => [String(vpc.IsDefault)],
        'vpc-id': (vpc) => [vpc.VpcId],
      },
    });
    return { Vpcs: items, ...nextToken(next) };
  },

  DescribeVpcAttribute: (input, call) => {
    const vpc = call.world.region(call.region).vpcs.get(input.VpcId ?? '');
    if (!vpc) throw awsError('InvalidVpcID.NotFound', 400, `The vpc ID '${input.VpcId}' does not exist`);
    const VpcId = input.VpcId;
    if (input.Attribute === 'enableDnsSupport')
      return { VpcId, EnableDnsSupport: { Value: vpc.EnableDnsSupport } };
    if (input.Attribute === 'enableDnsHostnames') {
      return { VpcId, EnableDnsHostnames: { Value: vpc.EnableDnsHostnames } };
    }
    return { VpcId, EnableNetworkAddressUsageMetrics: { Value: false } };
  },

  DescribeSubnets: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).subnets, input.SubnetIds, input, {
      notFound: 'InvalidSubnetID.NotFound',
      noun: 'subnet ID',
      filters: { 'vpc-id': (subnet) => [subnet.VpcId], 'subnet-id': (subnet) => [subnet.SubnetId] },
    });
    return { Subnets: items, ...nextToken(next) };
  },

  DescribeRouteTables: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).routeTables, input.RouteTableIds, input, {
      notFound: 'InvalidRouteTableID.NotFound',
      noun: 'routeTable ID',
      filters: { 'vpc-id': (table) => [table.VpcId] },
    });
    return { RouteTables: items, ...nextToken(next) };
  },

  DescribeNetworkAcls: (input, call) => {
    const { items, next } = describe(call.world.region(call.region).networkAcls, input.NetworkAclIds, input, {
      notFound: 'InvalidNetworkAclID.NotFound',
      noun: 'networkAcl ID',
      filters: { 'vpc-id': (acl) => [acl.VpcId], default: (acl) => [String(acl.IsDefault)] },
    });
    return { NetworkAcls: items, ...nextToken(next) };
  },

  DescribeInternetGateways: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).internetGateways,
      input.InternetGatewayIds,
      input,
      {
        notFound: 'InvalidInternetGatewayID.NotFound',
        noun: 'internetGateway ID',
        filters: { 'attachment.vpc-id': (gateway) => (gateway.Attachments ?? []).map((one) => one.VpcId) },
      },
    );
    return { InternetGateways: items, ...nextToken(next) };
  },

  DescribeNatGateways: (input, call) => {
    // The only Describe call whose filter parameter is in the singular.
    const { items, next } = describe(
      call.world.region(call.region).natGateways,
      input.NatGatewayIds,
      { ...input, Filters: input.Filter },
      {
        notFound: 'NatGatewayNotFound',
        noun: 'NAT gateway',
        filters: {
          'vpc-id': (gateway) => [gateway.VpcId],
          'subnet-id': (gateway) => [gateway.SubnetId],
          state: (gateway) => [gateway.State],
        },
      },
    );
    return { NatGateways: items, ...nextToken(next) };
  },

  DescribeAddresses: (input, call) => {
    // DescribeAddresses is not paged: it answers with every address.
    const addresses = call.world.region(call.region).addresses;
    const { items } = describe(
      addresses,
      input.AllocationIds,
      { Filters: input.Filters },
      {
        notFound: 'InvalidAllocationID.NotFound',
        noun: 'allocation ID',
        filters: {
          domain: (address) => [address.Domain],
          'instance-id': (address) => [address.InstanceId],
          'public-ip': (address) => [address.PublicIp],
        },
      },
    );
    return { Addresses: items };
  },

  DescribeAddressesAttribute: (input, call) => {
    const addresses = call.world.region(call.region).addresses;
    const { items, next } = describe(addresses, input.AllocationIds, input, {
      notFound: 'InvalidAllocationID.NotFound',
      noun: 'allocation ID',
    });
    return {
      Addresses: items.map((address) => ({ AllocationId: address.AllocationId, PublicIp: address.PublicIp })),
      ...nextToken(next),
    };
  },

  DescribeFlowLogs: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).flowLogs,
      input.FlowLogIds,
      { ...input, Filters: input.Filter },
      {
        notFound: 'InvalidFlowLogId.NotFound',
        noun: 'flow log',
        filters: { 'resource-id': (log) => [log.ResourceId], 'flow-log-id': (log) => [log.FlowLogId] },
      },
    );
    return { FlowLogs: items, ...nextToken(next) };
  },
};
