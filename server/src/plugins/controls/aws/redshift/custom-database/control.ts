import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-custom-database',
  version: 1,
  title: 'First database of a Redshift cluster has a name of its own',
  severity: 'low',
  category: 'identity',
  risk: 'Attackers try the database dev first, because every cluster has it unless somebody chose another name.',
  advice: {
    console:
      'The name is set when the cluster is created: Redshift → Create cluster → Database name. An existing cluster needs a new one.',
    cli: 'aws redshift create-cluster --cluster-identifier NEW --node-type ra3.large --db-name warehouse --master-username OWN_NAME --manage-master-password',
    terraform: 'resource "aws_redshift_cluster" "this" {\n  database_name = "warehouse"\n}',
    cloudformation: 'DBName: warehouse',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/create-cluster.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_non_default_database_name'],
  evaluate(cluster) {
    if (cluster.DBName === 'dev') return fail('The first database is called dev.', 'DBName');
    if (cluster.DBName === undefined) return unknown('Redshift does not name the first database.', 'DBName');
    return pass(`The first database is called ${cluster.DBName}.`, 'DBName');
  },
});
