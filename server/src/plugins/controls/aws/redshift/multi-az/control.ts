import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-multi-az',
  version: 1,
  title: 'Redshift cluster runs in two zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'When the only zone of a warehouse fails, reports and everything that asks it stand still until it is restored elsewhere.',
  advice: {
    console: 'Redshift → Clusters → the cluster → Actions → Activate Multi-AZ (RA3 nodes).',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --multi-az',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  multi_az = true\n}',
    cloudformation: 'MultiAZ: true',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_multi_az_enabled'],
  evaluate(cluster) {
    if (cluster.MultiAZ === true) return pass('The cluster runs in two zones.', 'MultiAZ');
    return fail('The cluster runs in one zone.', 'MultiAZ');
  },
});
