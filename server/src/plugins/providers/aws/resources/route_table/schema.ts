import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, tags, text, texts } from '../../shapes/schema-parts.ts';

/** `AWS::EC2::Route`. */
const route = z.looseObject({
  DestinationCidrBlock: text,
  DestinationIpv6CidrBlock: text,
  DestinationPrefixListId: text,
  GatewayId: text,
  NatGatewayId: text,
  InstanceId: text,
  NetworkInterfaceId: text,
  VpcPeeringConnectionId: text,
  TransitGatewayId: text,
  EgressOnlyInternetGatewayId: text,
  VpcEndpointId: text,
  State: text,
});

/**
 * CloudFormation models routes and associations as resources of their own; here they are part of the table,
 * because a route that leads to the internet is judged together with the subnets that use it.
 */
export const routeTableType = defineResourceType({
  type: 'route_table',
  vendorType: 'AWS::EC2::RouteTable',
  provider: 'aws',
  title: 'Route table',
  service: 'vpc',
  aliases: ['rtb'],
  schema: z.looseObject({
    RouteTableId: text,
    VpcId: text,
    Routes: listOf(route),
    PropagatedRoutes: listOf(route),
    Associations: listOf(z.looseObject({ SubnetId: text, GatewayId: text, Main: flag })),
    PropagatingVgws: texts,
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['RouteTableId', 'OwnerId'],
    createOnlyPaths: ['VpcId'],
    unorderedScalarPaths: ['PropagatingVgws'],
    unorderedObjectArrayPaths: ['Routes', 'Associations'],
    identityKeys: {
      Tags: 'Key',
      Routes: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'],
      Associations: ['Main', 'SubnetId', 'GatewayId'],
    },
    // Routes that a virtual private gateway announces come and go with the other side of the tunnel.
    volatilePaths: ['PropagatedRoutes'],
  },
});
