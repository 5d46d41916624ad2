import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';
import { routeTables, subnets } from '../../keyed-types.ts';
import { leadsToInternet } from '../../network-exposure/reachability.ts';

export const control = defineControl({
  id: 'aws-vpc-public-and-private-subnets',
  version: 1,
  title: 'VPC keeps public and private subnets apart',
  severity: 'medium',
  category: 'networking',
  risk: 'When every subnet has a way to the internet, databases and internal services stand beside the web servers, one careless rule away from everybody.',
  advice: {
    console:
      'VPC → Subnets → Create subnet for internal machines; VPC → Route tables: give it a table without a route to the internet gateway.',
    cli: 'aws ec2 create-route-table --vpc-id VPC_ID && aws ec2 associate-route-table --route-table-id RTB_ID --subnet-id SUBNET_ID',
    terraform:
      'resource "aws_route_table" "private" {\n  vpc_id = aws_vpc.this.id\n}\n\nresource "aws_route_table_association" "private" {\n  subnet_id      = aws_subnet.private.id\n  route_table_id = aws_route_table.private.id\n}',
    cloudformation:
      'Type: AWS::EC2::SubnetRouteTableAssociation\nProperties:\n  SubnetId: !Ref PrivateSubnet\n  RouteTableId: !Ref PrivateRoutes',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html'],
  resource: vpcType,
  reads: { subnets: subnets, routes: routeTables },
  equivalents: ['prowler:vpc_subnet_separate_private_public'],
  evaluate({ VpcId = '' }, _subject, { subnets, routes }) {
    const own = subnets.by('VpcId', VpcId);
    if (own.length === 0) return notApplicable('The VPC has no subnet.');
    let isPublic = 0;
    for (const { configuration } of own) {
      const leads = leadsToInternet(configuration.SubnetId ?? '', VpcId, { routes });
      if (leads === undefined)
        return unknown(`The route table of ${configuration.SubnetId} was not found in the account.`);
      if (leads) isPublic += 1;
    }
    if (isPublic === own.length)
      return fail(`All ${own.length} subnets have a route to an internet gateway.`);
    return pass(`${own.length - isPublic} of ${own.length} subnets have no route to an internet gateway.`);
  },
});
