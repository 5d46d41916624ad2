import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsReplicationInstanceType } from '../../../../providers/aws/resources/dms_replication_instance/schema.ts';

export const control = defineControl({
  id: 'aws-dms-instance-multi-az',
  version: 1,
  title: 'DMS replication instance has a standby in another zone',
  severity: 'medium',
  category: 'resilience',
  risk: 'When the only zone fails a running replication stops; changes pile up at the source or are lost for good.',
  advice: {
    console: 'DMS → Replication instances → the instance → Modify → Multi-AZ.',
    cli: 'aws dms modify-replication-instance --replication-instance-arn ARN --multi-az --apply-immediately',
    terraform: 'resource "aws_dms_replication_instance" "this" {\n  multi_az = true\n}',
    cloudformation: 'MultiAZ: true',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html'],
  resource: dmsReplicationInstanceType,
  equivalents: ['prowler:dms_instance_multi_az_enabled'],
  evaluate(instance) {
    if (instance.MultiAZ === true) return pass('A standby in another zone takes over.', 'MultiAZ');
    return fail('There is no standby in another zone.', 'MultiAZ');
  },
});
