import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';
import { isGuessableUser } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-redshift-custom-admin',
  version: 1,
  title: 'First user of a Redshift cluster has a name of its own',
  severity: 'low',
  category: 'identity',
  risk: 'awsuser and admin are the first names that every attacker tries. A name of its own makes guessing two secrets out of one.',
  advice: {
    console:
      'The name is set when the cluster is created: Redshift → Create cluster → Admin user name. An existing cluster needs a new one from a snapshot of the data.',
    cli: 'aws redshift create-cluster --cluster-identifier NEW --node-type ra3.large --master-username OWN_NAME --manage-master-password',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  master_username = "warehouse_owner"\n}',
    cloudformation: 'MasterUsername: warehouse_owner',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/create-cluster.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_non_default_username'],
  evaluate(cluster) {
    const name = cluster.MasterUsername;
    if (name === undefined)
      return unknown('Redshift does not say the name of the first user.', 'MasterUsername');
    if (isGuessableUser(name)) return fail(`The first user is called ${name}.`, 'MasterUsername');
    return pass('The first user has a name of its own.', 'MasterUsername');
  },
});
