import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster, softwareOf } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-iam-authentication',
  version: 1,
  title: 'RDS instance accepts sign-in by IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'Database passwords live long, are shared and end up in files. With IAM each sign-in uses a token of fifteen minutes, tied to a person or a role.',
  advice: {
    console:
      'RDS → the instance → Modify → Database authentication → Password and IAM database authentication.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --enable-iam-database-authentication --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  iam_database_authentication_enabled = true\n}',
    cloudformation: 'EnableIAMDatabaseAuthentication: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_iam_authentication_enabled'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    if (instance.EnableIAMDatabaseAuthentication === true)
      return pass('Sign-in by IAM is on.', 'EnableIAMDatabaseAuthentication');
    const software = softwareOf(instance.Engine);
    if (software !== 'postgres' && software !== 'mysql')
      return notApplicable(`The engine ${instance.Engine} offers no sign-in by IAM.`, 'Engine');
    return fail('Sign-in by IAM is off.', 'EnableIAMDatabaseAuthentication');
  },
});
