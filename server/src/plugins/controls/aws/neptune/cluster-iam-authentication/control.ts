import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-iam-authentication',
  version: 1,
  title: 'Neptune cluster accepts sign-in by IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'Without IAM a Neptune cluster asks nobody who they are: everything that reaches its port reads and writes the whole graph.',
  advice: {
    console: 'Neptune → Clusters → the cluster → Modify → IAM database authentication: Enable.',
    cli: 'aws neptune modify-db-cluster --db-cluster-identifier NAME --enable-iam-database-authentication --apply-immediately',
    terraform: 'resource "aws_neptune_cluster" "this" {\n  iam_database_authentication_enabled = true\n}',
    cloudformation: 'IamAuthEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_iam_authentication_enabled'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    if (cluster.EnableIAMDatabaseAuthentication === true)
      return pass('Sign-in by IAM is on.', 'EnableIAMDatabaseAuthentication');
    return fail('Sign-in by IAM is off.', 'EnableIAMDatabaseAuthentication');
  },
});
