import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheClusterType } from '../../../../providers/aws/resources/elasticache_cluster/schema.ts';
import { routeTables } from '../../keyed-types.ts';
import { routesOf } from '../../network-reach.ts';

export const control = defineControl({
  id: 'aws-elasticache-cluster-private-subnets',
  version: 1,
  title: 'ElastiCache cluster lives in subnets without a route to the internet',
  severity: 'medium',
  category: 'networking',
  risk: 'A cache trusts its network. In a subnet with a route to an internet gateway one open rule is enough to let strangers in.',
  advice: {
    console:
      'ElastiCache → Subnet groups → Create: choose subnets whose route table has no internet gateway; restore the cache into this group.',
    cli: 'aws elasticache create-cache-subnet-group --cache-subnet-group-name private --cache-subnet-group-description private --subnet-ids SUBNET1 SUBNET2',
    terraform:
      'resource "aws_elasticache_subnet_group" "private" {\n  name       = "private"\n  subnet_ids = [for subnet in aws_subnet.private : subnet.id]\n}',
    cloudformation: 'CacheSubnetGroupName: !Ref PrivateSubnetGroup',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html'],
  resource: elasticacheClusterType,
  reads: { tables: routeTables },
  equivalents: ['prowler:elasticache_cluster_uses_public_subnet'],
  evaluate(cluster, _subject, { tables }) {
    const subnets = cluster.CacheSubnetGroup?.SubnetIds ?? [];
    if (subnets.length === 0)
      return unknown('The subnets of the cluster are not known.', 'CacheSubnetGroupName', 'CacheSubnetGroup');
    const routes = routesOf(subnets, cluster.CacheSubnetGroup?.VpcId, tables);
    if (routes.kind === 'public')
      return fail(
        `The subnet ${routes.subnet} has a route to the internet (${routes.table}).`,
        'CacheSubnetGroup',
      );
    if (routes.kind === 'unrouted')
      return unknown(
        `The routes of the subnet ${routes.subnet} belong to another account.`,
        'CacheSubnetGroup',
      );
    return pass('No subnet of the cluster has a route to an internet gateway.', 'CacheSubnetGroup');
  },
});
