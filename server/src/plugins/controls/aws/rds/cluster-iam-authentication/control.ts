import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-iam-authentication',
  version: 1,
  title: 'RDS cluster accepts sign-in by IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'Database passwords live long, are shared and end up in files. With IAM each sign-in uses a token of fifteen minutes, tied to a person or a role.',
  advice: {
    console: 'RDS → Clusters → the cluster → Modify → IAM database authentication: Enable.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --enable-iam-database-authentication --apply-immediately',
    terraform: 'resource "aws_rds_cluster" "this" {\n  iam_database_authentication_enabled = true\n}',
    cloudformation: 'EnableIAMDatabaseAuthentication: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_iam_authentication_enabled'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.EnableIAMDatabaseAuthentication === true)
      return pass('Sign-in by IAM is on.', 'EnableIAMDatabaseAuthentication');
    return fail('Sign-in by IAM is off.', 'EnableIAMDatabaseAuthentication');
  },
});
