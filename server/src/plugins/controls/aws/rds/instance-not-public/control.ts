import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-not-public',
  version: 1,
  title: 'RDS instance has no public address',
  severity: 'critical',
  category: 'networking',
  risk: 'A database with a public address is found by scanners within minutes. From then on one weak password or one open security group gives the data away.',
  advice: {
    console:
      'RDS → the instance → Modify → Connectivity → Additional configuration → "Not publicly accessible" → Apply immediately.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --no-publicly-accessible --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  publicly_accessible = false\n}',
    cloudformation: 'PubliclyAccessible: false',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  ],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_no_public_access'],
  evaluate(instance) {
    if (instance.PubliclyAccessible === true)
      return fail('The instance has a public address.', 'PubliclyAccessible', 'Endpoint.Address');
    if (instance.PubliclyAccessible === false)
      return pass('The instance has no public address.', 'PubliclyAccessible');
    return unknown('RDS does not say whether the instance has a public address.', 'PubliclyAccessible');
  },
});
