import { awsError } from '../protocols/errors.ts';
import { describe, nextToken } from './ec2-describe.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

const invalidToken = () => awsError('InvalidNextToken', 400, 'The specified pagination token is not valid.');

/** Interfaces, launch templates, endpoints and peering connections. */
export const ec2ConnectionOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  DescribeNetworkInterfaces: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).networkInterfaces,
      input.NetworkInterfaceIds,
      input,
      {
        notFound: 'InvalidNetworkInterfaceID.NotFound',
        noun: 'network interface',
        filters: {
          'vpc-id': (one) => [one.VpcId],
          'subnet-id': (one) => [one.SubnetId],
          'group-id': (one) => (one.Groups ?? []).map((group) => group.GroupId),
          'attachment.instance-id': (one) => [one.Attachment?.InstanceId],
        },
      },
    );
    return { NetworkInterfaces: items, ...nextToken(next) };
  },

  DescribeLaunchTemplates: (input, call) => {
    const table = call.world.region(call.region).launchTemplates;
    const { items, next } = describe(table, input.LaunchTemplateIds, input, {
      notFound: 'InvalidLaunchTemplateId.NotFound',
      noun: 'launch template',
      filters: { 'launch-template-name': (one) => [one.LaunchTemplateName] },
    });
    return { LaunchTemplates: items, ...nextToken(next) };
  },

  DescribeLaunchTemplateVersions: (input, call) => {
    const table = call.world.region(call.region).launchTemplates;
    const named = input.LaunchTemplateId;
    const templates = named === undefined ? table.all() : [table.get(named)];
    const versions = templates.flatMap((template) => {
      if (template === undefined)
        throw awsError(
          'InvalidLaunchTemplateId.NotFound',
          400,
          `The specified launch template, with template ID ${named}, does not exist.`,
        );
      const wanted = input.Versions?.map((version) => {
        if (version === '$Latest') return String(template.LatestVersionNumber);
        return version === '$Default' ? String(template.DefaultVersionNumber) : version;
      });
      return template.versions.filter(
        ({ VersionNumber }) => wanted === undefined || wanted.includes(String(VersionNumber)),
      );
    });
    const { items, next } = pageOf(versions, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 200,
      largest: 200,
      invalidToken,
    });
    return { LaunchTemplateVersions: items, ...nextToken(next) };
  },

  DescribeVpcEndpoints: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).vpcEndpoints,
      input.VpcEndpointIds,
      input,
      {
        notFound: 'InvalidVpcEndpointId.NotFound',
        noun: 'Vpc Endpoint Id',
        filters: { 'vpc-id': (one) => [one.VpcId], 'service-name': (one) => [one.ServiceName] },
      },
    );
    return { VpcEndpoints: items, ...nextToken(next) };
  },

  DescribeVpcEndpointServiceConfigurations: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).endpointServices,
      input.ServiceIds,
      input,
      { notFound: 'InvalidVpcEndpointServiceId.NotFound', noun: 'VpcEndpointService Id' },
    );
    return { ServiceConfigurations: items, ...nextToken(next) };
  },

  DescribeVpcEndpointServicePermissions: (input, call) => {
    const found = call.world.region(call.region).endpointServices.get(input.ServiceId ?? '');
    if (!found)
      throw awsError(
        'InvalidVpcEndpointServiceId.NotFound',
        400,
        `The VpcEndpointService Id '${input.ServiceId}' does not exist`,
      );
    return {
      AllowedPrincipals: found.principals.map((Principal) => ({
        Principal,
        PrincipalType: 'Account' as const,
      })),
    };
  },

  DescribeTransitGateways: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).transitGateways,
      input.TransitGatewayIds,
      input,
      { notFound: 'InvalidTransitGatewayID.NotFound', noun: 'Transit Gateway' },
    );
    return { TransitGateways: items, ...nextToken(next) };
  },

  DescribeClientVpnEndpoints: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).clientVpnEndpoints,
      input.ClientVpnEndpointIds,
      input,
      { notFound: 'InvalidClientVpnEndpointId.NotFound', noun: 'Client VPN endpoint' },
    );
    return { ClientVpnEndpoints: items, ...nextToken(next) };
  },

  DescribeVpnConnections: (input, call) => {
    // Not paged: it answers with every connection.
    const { items } = describe(
      call.world.region(call.region).vpnConnections,
      input.VpnConnectionIds,
      { Filters: input.Filters },
      { notFound: 'InvalidVpnConnectionID.NotFound', noun: 'vpnConnection ID' },
    );
    return { VpnConnections: items };
  },

  DescribeVpcPeeringConnections: (input, call) => {
    const { items, next } = describe(
      call.world.region(call.region).peeringConnections,
      input.VpcPeeringConnectionIds,
      input,
      {
        notFound: 'InvalidVpcPeeringConnectionID.NotFound',
        noun: 'vpcPeeringConnection ID',
        filters: { 'status-code': (one) => [one.Status?.Code] },
      },
    );
    return { VpcPeeringConnections: items, ...nextToken(next) };
  },
};
