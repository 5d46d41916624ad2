import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-version-upgrades',
  version: 1,
  title: 'Redshift cluster takes new versions by itself',
  severity: 'medium',
  category: 'governance',
  risk: 'New versions carry security fixes. A cluster that refuses them stays open to published holes.',
  advice: {
    console: 'Redshift → Clusters → the cluster → Maintenance → Edit → Allow version upgrade.',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --allow-version-upgrade',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  allow_version_upgrade = true\n}',
    cloudformation: 'AllowVersionUpgrade: true',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_automatic_upgrades'],
  evaluate(cluster) {
    if (cluster.AllowVersionUpgrade === false)
      return fail('New versions are not installed by themselves.', 'AllowVersionUpgrade');
    return pass(
      cluster.AllowVersionUpgrade === true
        ? 'New versions are installed in the maintenance window.'
        : 'New versions are installed in the maintenance window, which is the documented default.',
      'AllowVersionUpgrade',
    );
  },
});
