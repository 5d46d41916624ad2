import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy } from '../../shapes/order.ts';
import { routeTableType } from './schema.ts';

export const routeTableCollector = defineCollector<AwsSession>({
  resource: routeTableType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeRouteTables', permission: 'ec2:DescribeRouteTables' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeRouteTables', { MaxResults: 100 })) {
      for (const table of page.RouteTables ?? []) yield observeRouteTable(session, table);
    }
  },
});

function observeRouteTable(session: AwsSession, table: RouteTable) {
  const routes = table.Routes ?? [];
  const propagated = (route: Route) => route.Origin === 'EnableVgwRoutePropagation';
  const associations = (table.Associations ?? []).filter(
    ({ AssociationState: at }) => at?.State === undefined || at.State === 'associated',
  );
  const draft = draftConfiguration({
    RouteTableId: table.RouteTableId,
    VpcId: table.VpcId,
    Routes: routeList(routes.filter((route) => !propagated(route))),
    PropagatedRoutes: routeList(routes.filter(propagated)),
    Associations: sortedBy(
      associations.map(({ SubnetId, GatewayId, Main }) => ({ SubnetId, GatewayId, Main })),
      ({ SubnetId, GatewayId, Main }) => [Main, SubnetId, GatewayId],
    ),
    PropagatingVgws: sorted(table.PropagatingVgws?.map((gateway) => gateway.GatewayId)),
    OwnerId: table.OwnerId,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'route-table', table.RouteTableId, table.OwnerId),
    id: table.RouteTableId,
    tags: table.Tags,
  });
}

/** Property names of `AWS::EC2::Route`; a gateway that is an endpoint has a property of its own there. */
function routeList(routes: Route[]) {
  const shapes = routes.map((route) => ({
    DestinationCidrBlock: route.DestinationCidrBlock,
    DestinationIpv6CidrBlock: route.DestinationIpv6CidrBlock,
    DestinationPrefixListId: route.DestinationPrefixListId,
    GatewayId: route.GatewayId?.startsWith('vpce-') ? undefined : route.GatewayId,
    VpcEndpointId: route.GatewayId?.startsWith('vpce-') ? route.GatewayId : undefined,
    NatGatewayId: route.NatGatewayId,
    InstanceId: route.InstanceId,
    NetworkInterfaceId: route.NetworkInterfaceId,
    VpcPeeringConnectionId: route.VpcPeeringConnectionId,
    TransitGatewayId: route.TransitGatewayId,
    EgressOnlyInternetGatewayId: route.EgressOnlyInternetGatewayId,
    LocalGatewayId: route.LocalGatewayId,
    CarrierGatewayId: route.CarrierGatewayId,
    CoreNetworkArn: route.CoreNetworkArn,
    Origin: route.Origin,
    State: route.State,
  }));
  return sortedBy(shapes, (route) => [
    route.DestinationCidrBlock,
    route.DestinationIpv6CidrBlock,
    route.DestinationPrefixListId,
    route.GatewayId,
    route.VpcEndpointId,
  ]);
}
