import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-deletion-protection',
  version: 1,
  title: 'RDS instance is protected against deletion',
  severity: 'medium',
  category: 'resilience',
  risk: 'A wrong click, a careless script or an intruder removes the database with one call. With protection on, somebody has to switch it off first.',
  advice: {
    console: 'RDS → the instance → Modify → Deletion protection: Enable.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --deletion-protection --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  deletion_protection = true\n}',
    cloudformation: 'DeletionProtection: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_deletion_protection'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    if (instance.DeletionProtection === true) return pass('Deletion protection is on.', 'DeletionProtection');
    return fail('Deletion protection is off.', 'DeletionProtection');
  },
});
