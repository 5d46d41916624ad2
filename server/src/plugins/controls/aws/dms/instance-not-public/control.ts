import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsReplicationInstanceType } from '../../../../providers/aws/resources/dms_replication_instance/schema.ts';

export const control = defineControl({
  id: 'aws-dms-instance-not-public',
  version: 1,
  title: 'DMS replication instance has no public address',
  severity: 'critical',
  category: 'networking',
  risk: 'A replication instance sees all data of source and target. With a public address it is a door to both.',
  advice: {
    console:
      'DMS → Replication instances → Create: clear "Publicly accessible", move the tasks, delete the old one; the setting cannot be changed.',
    cli: 'aws dms create-replication-instance --replication-instance-identifier NEW --replication-instance-class dms.t3.medium --no-publicly-accessible',
    terraform: 'resource "aws_dms_replication_instance" "this" {\n  publicly_accessible = false\n}',
    cloudformation: 'PubliclyAccessible: false',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html'],
  resource: dmsReplicationInstanceType,
  equivalents: ['prowler:dms_instance_no_public_access'],
  evaluate(instance) {
    if (instance.PubliclyAccessible === true)
      return fail('The instance has a public address.', 'PubliclyAccessible');
    if (instance.PubliclyAccessible === false)
      return pass('The instance has no public address.', 'PubliclyAccessible');
    return unknown('DMS does not say whether the instance has a public address.', 'PubliclyAccessible');
  },
});
