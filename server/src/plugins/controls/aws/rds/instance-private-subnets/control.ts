import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { routeTables } from '../../keyed-types.ts';
import { routesOf } from '../../network-reach.ts';

export const control = defineControl({
  id: 'aws-rds-instance-private-subnets',
  version: 1,
  title: 'RDS instance lives in subnets without a route to the internet',
  severity: 'medium',
  category: 'networking',
  risk: 'In a subnet with a route to an internet gateway a database becomes reachable by one change of a flag. Private subnets need two mistakes instead of one.',
  advice: {
    console:
      'RDS → Subnet groups → Create: choose subnets whose route table has no internet gateway. Then modify the instance and choose this group.',
    cli: 'aws rds create-db-subnet-group --db-subnet-group-name private --db-subnet-group-description private --subnet-ids SUBNET1 SUBNET2 && aws rds modify-db-instance --db-instance-identifier NAME --db-subnet-group-name private',
    terraform:
      'resource "aws_db_subnet_group" "private" {\n  subnet_ids = [for subnet in aws_subnet.private : subnet.id]\n}',
    cloudformation: 'DBSubnetGroupName: !Ref PrivateSubnetGroup',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  ],
  resource: rdsInstanceType,
  reads: { tables: routeTables },
  equivalents: ['prowler:rds_instance_no_public_access'],
  evaluate(instance, _subject, { tables }) {
    const subnets = instance.DBSubnetGroup?.SubnetIds ?? [];
    if (subnets.length === 0)
      return unknown('The subnets of the instance are not known.', 'DBSubnetGroupName', 'DBSubnetGroup');
    const routes = routesOf(subnets, instance.DBSubnetGroup?.VpcId, tables);
    if (routes.kind === 'public')
      return fail(
        `The subnet ${routes.subnet} has a route to the internet (${routes.table}).`,
        'DBSubnetGroup',
      );
    if (routes.kind === 'unrouted')
      return unknown(`The routes of the subnet ${routes.subnet} belong to another account.`, 'DBSubnetGroup');
    return pass('No subnet of the instance has a route to an internet gateway.', 'DBSubnetGroup');
  },
});
