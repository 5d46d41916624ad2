import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { isGuessableUser, otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-custom-admin',
  version: 1,
  title: 'First user of an RDS cluster has a name of its own',
  severity: 'low',
  category: 'identity',
  risk: 'Names such as admin or postgres are the first that every attacker tries. A name of its own makes guessing two secrets out of one.',
  advice: {
    console:
      'The name is set when the cluster is created: RDS → Create database → Master username. An existing cluster needs a migrated copy.',
    cli: 'aws rds create-db-cluster --db-cluster-identifier NAME --engine aurora-postgresql --master-username OWN_NAME --manage-master-user-password',
    terraform: 'resource "aws_rds_cluster" "this" {\n  master_username = "shop_owner"\n}',
    cloudformation: 'MasterUsername: shop_owner',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.MasterAccounts.html',
  ],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_default_admin'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    const name = cluster.MasterUsername;
    if (name === undefined) return unknown('RDS does not say the name of the first user.', 'MasterUsername');
    if (isGuessableUser(name)) return fail(`The first user is called ${name}.`, 'MasterUsername');
    return pass('The first user has a name of its own.', 'MasterUsername');
  },
});
