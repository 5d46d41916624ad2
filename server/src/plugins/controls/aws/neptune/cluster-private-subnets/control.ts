import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { rdsInstances, routeTables } from '../../keyed-types.ts';
import { routesOf } from '../../network-reach.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-private-subnets',
  version: 1,
  title: 'Neptune cluster lives in subnets without a route to the internet',
  severity: 'medium',
  category: 'networking',
  risk: 'A graph database in a subnet with a route to an internet gateway is one setting away from the whole world.',
  advice: {
    console:
      'Neptune → Subnet groups → Create: choose subnets whose route table has no internet gateway, and restore the cluster into this group.',
    cli: 'aws neptune create-db-subnet-group --db-subnet-group-name private --db-subnet-group-description private --subnet-ids SUBNET1 SUBNET2',
    terraform:
      'resource "aws_neptune_subnet_group" "private" {\n  subnet_ids = [for subnet in aws_subnet.private : subnet.id]\n}',
    cloudformation: 'DBSubnetGroupName: !Ref PrivateSubnetGroup',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/get-started-vpc.html'],
  resource: rdsClusterType,
  reads: { instances: rdsInstances, tables: routeTables },
  equivalents: ['prowler:neptune_cluster_uses_public_subnet'],
  evaluate(cluster, subject, { instances, tables }) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    // Only the instances of a cluster say which subnets its group has.
    const [member] = instances.by('cluster and region', `${cluster.DBClusterIdentifier} ${subject.region}`);
    const group = member?.configuration.DBSubnetGroup;
    const subnets = group?.SubnetIds ?? [];
    if (subnets.length === 0)
      return unknown(
        'The subnets of the cluster are not known: it has no instance that names them.',
        'DBSubnetGroupName',
      );
    const routes = routesOf(subnets, group?.VpcId, tables);
    if (routes.kind === 'public')
      return fail(
        `The subnet ${routes.subnet} has a route to the internet (${routes.table}).`,
        'DBSubnetGroupName',
      );
    if (routes.kind === 'unrouted')
      return unknown(
        `The routes of the subnet ${routes.subnet} belong to another account.`,
        'DBSubnetGroupName',
      );
    return pass('No subnet of the cluster has a route to an internet gateway.', 'DBSubnetGroupName');
  },
});
