import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { rdsInstances } from '../../keyed-types.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-minor-upgrades',
  version: 1,
  title: 'RDS cluster takes minor versions by itself',
  severity: 'medium',
  category: 'governance',
  risk: 'Minor versions carry security fixes. Without automatic upgrades a cluster stays open to published holes until somebody remembers it.',
  advice: {
    console: 'RDS → Databases → each instance of the cluster → Modify → Enable auto minor version upgrade.',
    cli: 'aws rds modify-db-instance --db-instance-identifier MEMBER --auto-minor-version-upgrade --apply-immediately',
    terraform: 'resource "aws_rds_cluster_instance" "this" {\n  auto_minor_version_upgrade = true\n}',
    cloudformation: 'AutoMinorVersionUpgrade: true',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html',
  ],
  resource: rdsClusterType,
  reads: { instances: rdsInstances },
  equivalents: ['prowler:rds_cluster_minor_version_upgrade_enabled'],
  evaluate(cluster, subject, { instances }) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    // Of a Multi-AZ DB cluster the cluster has the setting, of Aurora each instance.
    if (cluster.AutoMinorVersionUpgrade === true)
      return pass('Minor versions are installed in the maintenance window.', 'AutoMinorVersionUpgrade');
    const members = instances.by('cluster and region', `${cluster.DBClusterIdentifier} ${subject.region}`);
    const lagging = members.find(({ configuration }) => configuration.AutoMinorVersionUpgrade === false);
    if (lagging !== undefined)
      return fail(
        `The instance ${lagging.name} does not install minor versions by itself.`,
        'DBClusterIdentifier',
      );
    if (members.length > 0)
      return pass(
        `All ${members.length} instances install minor versions by themselves.`,
        'DBClusterIdentifier',
      );
    if (cluster.AutoMinorVersionUpgrade === false)
      return fail('Minor versions are not installed by themselves.', 'AutoMinorVersionUpgrade');
    return notApplicable(
      'The cluster has no instances, and the setting belongs to them.',
      'AutoMinorVersionUpgrade',
    );
  },
});
