import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-enhanced-vpc-routing',
  version: 1,
  title: 'Redshift cluster sends its loads and unloads through the VPC',
  severity: 'medium',
  category: 'networking',
  risk: 'Without it COPY and UNLOAD take ways outside the network: no flow log sees them, and no endpoint policy stops data on its way to a foreign bucket.',
  advice: {
    console:
      'Redshift → Clusters → the cluster → Properties → Network and security → Edit → Enhanced VPC routing: on.',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --enhanced-vpc-routing',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  enhanced_vpc_routing = true\n}',
    cloudformation: 'EnhancedVpcRouting: true',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_enhanced_vpc_routing'],
  evaluate(cluster) {
    if (cluster.EnhancedVpcRouting === true)
      return pass('Loads and unloads go through the VPC.', 'EnhancedVpcRouting');
    return fail('Enhanced VPC routing is off.', 'EnhancedVpcRouting');
  },
});
