import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsReplicationInstanceType } from '../../../../providers/aws/resources/dms_replication_instance/schema.ts';

export const control = defineControl({
  id: 'aws-dms-instance-minor-upgrades',
  version: 1,
  title: 'DMS replication instance takes minor versions by itself',
  severity: 'medium',
  category: 'governance',
  risk: 'Minor versions carry security fixes. An instance that refuses them stays open to published holes.',
  advice: {
    console:
      'DMS → Replication instances → the instance → Modify → Maintenance → Auto minor version upgrade.',
    cli: 'aws dms modify-replication-instance --replication-instance-arn ARN --auto-minor-version-upgrade --apply-immediately',
    terraform: 'resource "aws_dms_replication_instance" "this" {\n  auto_minor_version_upgrade = true\n}',
    cloudformation: 'AutoMinorVersionUpgrade: true',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Modifying.html'],
  resource: dmsReplicationInstanceType,
  equivalents: ['prowler:dms_instance_minor_version_upgrade_enabled'],
  evaluate(instance) {
    if (instance.AutoMinorVersionUpgrade === false)
      return fail('Minor versions are not installed by themselves.', 'AutoMinorVersionUpgrade');
    return pass(
      instance.AutoMinorVersionUpgrade === true
        ? 'Minor versions are installed in the maintenance window.'
        : 'Minor versions are installed in the maintenance window, as by default.',
      'AutoMinorVersionUpgrade',
    );
  },
});
