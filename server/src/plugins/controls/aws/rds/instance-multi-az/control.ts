import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-multi-az',
  version: 1,
  title: 'RDS instance has a standby in another zone',
  severity: 'medium',
  category: 'resilience',
  risk: 'With one zone an outage of that zone, a broken disk or maintenance stops the database, and everything that needs it, for minutes to hours.',
  advice: {
    console: 'RDS → the instance → Modify → Availability & durability → Create a standby instance.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --multi-az --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  multi_az = true\n}',
    cloudformation: 'MultiAZ: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_multi_az'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    if (instance.MultiAZ === true) return pass('A standby in another zone takes over.', 'MultiAZ');
    return fail('There is no standby in another zone.', 'MultiAZ');
  },
});
