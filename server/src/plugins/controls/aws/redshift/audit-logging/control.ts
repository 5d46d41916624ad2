import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-audit-logging',
  version: 1,
  title: 'Redshift cluster writes its audit log',
  severity: 'medium',
  category: 'logging',
  risk: 'Without the audit log nobody can say who signed in and what was asked, neither after a theft of data nor for an auditor.',
  advice: {
    console:
      'Redshift → Clusters → the cluster → Properties → Database configurations → Edit audit logging: CloudWatch, all three logs.',
    cli: 'aws redshift enable-logging --cluster-identifier NAME --log-destination-type cloudwatch --log-exports connectionlog userlog useractivitylog',
    terraform:
      'resource "aws_redshift_logging" "this" {\n  cluster_identifier   = aws_redshift_cluster.this.id\n  log_destination_type = "cloudwatch"\n  log_exports          = ["connectionlog", "userlog", "useractivitylog"]\n}',
    cloudformation:
      'LoggingProperties:\n  LogDestinationType: cloudwatch\n  LogExports:\n    - connectionlog\n    - userlog\n    - useractivitylog',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_audit_logging'],
  evaluate(cluster) {
    const logging = cluster.LoggingProperties;
    if (logging === undefined) return fail('Audit logging is off.', 'LoggingProperties');
    const where = logging.BucketName === undefined ? 'CloudWatch' : `the bucket ${logging.BucketName}`;
    return pass(`The audit log goes to ${where}.`, 'LoggingProperties');
  },
});
