import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-minor-upgrades',
  version: 1,
  title: 'RDS instance takes minor versions by itself',
  severity: 'medium',
  category: 'governance',
  risk: 'Minor versions carry security fixes. Without automatic upgrades a database stays open to published holes until somebody remembers it.',
  advice: {
    console: 'RDS → the instance → Modify → Maintenance → Enable auto minor version upgrade.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --auto-minor-version-upgrade --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  auto_minor_version_upgrade = true\n}',
    cloudformation: 'AutoMinorVersionUpgrade: true',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  ],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_minor_version_upgrade_enabled'],
  evaluate(instance) {
    if (instance.AutoMinorVersionUpgrade === true)
      return pass('Minor versions are installed in the maintenance window.', 'AutoMinorVersionUpgrade');
    if (instance.AutoMinorVersionUpgrade === false)
      return fail('Minor versions are not installed by themselves.', 'AutoMinorVersionUpgrade');
    return unknown('RDS does not say whether minor versions are installed.', 'AutoMinorVersionUpgrade');
  },
});
