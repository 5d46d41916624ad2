import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-engine-version-supported',
  version: 1,
  title: 'Engine version of an RDS instance is still offered',
  severity: 'high',
  category: 'governance',
  risk: 'A version that the service has given up gets no security fixes, and one day it is upgraded at a time that somebody else chooses.',
  advice: {
    console:
      'RDS → the instance → Modify → DB engine version: choose a current one, after a test on a restored copy.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --engine-version VERSION --allow-major-version-upgrade --apply-immediately',
    terraform:
      'resource "aws_db_instance" "this" {\n  engine_version              = "16.4"\n  allow_major_version_upgrade = true\n}',
    cloudformation: "EngineVersion: '16.4'\nAllowMajorVersionUpgrade: true",
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  ],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_deprecated_engine_version'],
  evaluate(instance) {
    const status = instance.EngineVersionStatus;
    const what = `${instance.Engine} ${instance.EngineVersion}`;
    if (status === 'available') return pass(`RDS offers ${what}.`, 'EngineVersionStatus', 'EngineVersion');
    if (status === undefined)
      return unknown(
        `RDS does not say whether it still offers ${what}.`,
        'EngineVersionStatus',
        'EngineVersion',
      );
    return fail(`RDS calls ${what} ${status}.`, 'EngineVersionStatus', 'EngineVersion');
  },
});
