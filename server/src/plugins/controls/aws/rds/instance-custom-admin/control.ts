import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster, isGuessableUser } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-custom-admin',
  version: 1,
  title: 'First user of an RDS instance has a name of its own',
  severity: 'low',
  category: 'identity',
  risk: 'Names such as admin or postgres are the first that every attacker tries. A name of its own makes guessing two secrets out of one.',
  advice: {
    console:
      'The name is set when the instance is created: RDS → Create database → Master username. An existing instance needs a restored or migrated copy.',
    cli: 'aws rds create-db-instance --db-instance-identifier NAME --master-username OWN_NAME --manage-master-user-password --engine ENGINE --db-instance-class CLASS --allocated-storage 20',
    terraform: 'resource "aws_db_instance" "this" {\n  username = "shop_owner"\n}',
    cloudformation: 'MasterUsername: shop_owner',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_default_admin'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    const name = instance.MasterUsername;
    if (name === undefined) return unknown('RDS does not say the name of the first user.', 'MasterUsername');
    if (isGuessableUser(name)) return fail(`The first user is called ${name}.`, 'MasterUsername');
    return pass('The first user has a name of its own.', 'MasterUsername');
  },
});
