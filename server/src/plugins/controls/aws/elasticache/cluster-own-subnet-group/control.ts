import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheClusterType } from '../../../../providers/aws/resources/elasticache_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-cluster-own-subnet-group',
  version: 1,
  title: 'ElastiCache cluster uses a subnet group of its own',
  severity: 'low',
  category: 'networking',
  risk: 'The default group holds every subnet of the default network, public ones among them. A cache in it lands wherever there is room.',
  advice: {
    console: 'ElastiCache → Subnet groups → Create a group of private subnets; restore the cache into it.',
    cli: 'aws elasticache create-cache-subnet-group --cache-subnet-group-name caches --cache-subnet-group-description caches --subnet-ids SUBNET1 SUBNET2',
    terraform:
      'resource "aws_elasticache_cluster" "this" {\n  subnet_group_name = aws_elasticache_subnet_group.this.name\n}',
    cloudformation: 'CacheSubnetGroupName: !Ref SubnetGroup',
  },
  references: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html'],
  resource: elasticacheClusterType,
  equivalents: [],
  withoutFramework:
    'No framework asks for it by name; the routes of the subnets are judged by a control of their own.',
  evaluate(cluster) {
    const group = cluster.CacheSubnetGroupName;
    if (group === 'default')
      return fail('The cluster uses the default subnet group.', 'CacheSubnetGroupName');
    if (group === undefined) return unknown('ElastiCache names no subnet group.', 'CacheSubnetGroupName');
    return pass(`The cluster uses the subnet group ${group}.`, 'CacheSubnetGroupName');
  },
});
