import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-not-public',
  version: 1,
  title: 'Redshift cluster has no public address',
  severity: 'critical',
  category: 'networking',
  risk: 'A warehouse with a public address is found by scanners. One weak password or one open security group then gives away the data of the whole company.',
  advice: {
    console: 'Redshift → Clusters → the cluster → Actions → Modify publicly accessible setting: off.',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --no-publicly-accessible',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  publicly_accessible = false\n}',
    cloudformation: 'PubliclyAccessible: false',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_public_access'],
  evaluate(cluster) {
    if (cluster.PubliclyAccessible === true)
      return fail('The cluster has a public address.', 'PubliclyAccessible', 'Endpoint.Address');
    if (cluster.PubliclyAccessible === false)
      return pass('The cluster has no public address.', 'PubliclyAccessible');
    return unknown('Redshift does not say whether the cluster has a public address.', 'PubliclyAccessible');
  },
});
