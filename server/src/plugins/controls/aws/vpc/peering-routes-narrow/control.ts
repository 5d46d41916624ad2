import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcPeeringConnectionType } from '../../../../providers/aws/resources/vpc_peering_connection/schema.ts';
import { routeTables } from '../../keyed-types.ts';
import { containsCidr } from '../../network-exposure/address-ranges.ts';

export const control = defineControl({
  id: 'aws-vpc-peering-routes-narrow',
  version: 1,
  title: 'Routes of a peering connection reach no whole network',
  severity: 'medium',
  category: 'networking',
  risk: 'Two VPCs are peered for one purpose, one database perhaps. A route for the whole range of the other side connects everything with everything, and an intruder with it.',
  advice: {
    console:
      'VPC → Route tables → the table → Routes → Edit: replace the route to the peering connection by routes for the subnets or hosts that are needed.',
    cli: 'aws ec2 replace-route --route-table-id RTB_ID --destination-cidr-block 10.30.16.0/24 --vpc-peering-connection-id PCX_ID',
    terraform:
      'resource "aws_route" "peer" {\n  route_table_id            = aws_route_table.private.id\n  destination_cidr_block    = "10.30.16.0/24"\n  vpc_peering_connection_id = aws_vpc_peering_connection.this.id\n}',
    cloudformation:
      'Type: AWS::EC2::Route\nProperties:\n  DestinationCidrBlock: 10.30.16.0/24\n  VpcPeeringConnectionId: !Ref Peering',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html'],
  resource: vpcPeeringConnectionType,
  reads: { tables: routeTables },
  equivalents: ['prowler:vpc_peering_routing_tables_with_least_privilege'],
  evaluate({ Id = '', Requester, Accepter, Status }, { region, accountId }, { tables }) {
    if (Status !== undefined && Status !== 'active')
      return notApplicable(`The connection is ${Status}.`, 'Status');
    const blocks = [Requester, Accepter].flatMap((side) => [
      ...(side?.CidrBlocks ?? []),
      ...(side?.Ipv6CidrBlocks ?? []),
    ]);
    for (const table of tables.by('VpcPeeringConnectionId', Id)) {
      for (const route of table.configuration.Routes ?? []) {
        if (route.VpcPeeringConnectionId !== Id) continue;
        const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
        if (destination === undefined)
          return unknown(
            `The route table ${table.configuration.RouteTableId} leads to the prefix list ${route.DestinationPrefixListId}, which is not read.`,
          );
        const whole = blocks.find((block) => containsCidr(destination, block));
        if (whole !== undefined)
          return fail(
            `A route of ${table.configuration.RouteTableId} to ${destination} covers the whole range ${whole}.`,
            'Requester',
            'Accepter',
          );
      }
    }
    const other = [Requester, Accepter].find(
      (side) => side?.OwnerId !== accountId || (side?.Region ?? region) !== region,
    );
    return pass(
      other === undefined
        ? 'No route over the connection covers a whole range.'
        : 'No route of this side covers a whole range.',
      'Requester',
      'Accepter',
    );
  },
});
