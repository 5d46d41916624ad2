import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { missingLog, otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-log-exports',
  version: 1,
  title: 'RDS cluster sends its main log to CloudWatch',
  severity: 'medium',
  category: 'logging',
  risk: 'Logs that stay in the cluster are overwritten after days and vanish with it. Who signed in and what was refused must be kept where the database cannot delete it.',
  advice: {
    console: 'RDS → Clusters → the cluster → Modify → Log exports: choose the postgresql log.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["postgresql"]}\'',
    terraform: 'resource "aws_rds_cluster" "this" {\n  enabled_cloudwatch_logs_exports = ["postgresql"]\n}',
    cloudformation: 'EnableCloudwatchLogsExports:\n  - postgresql',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
  ],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_integration_cloudwatch_logs'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    const exported = cluster.EnableCloudwatchLogsExports ?? [];
    if (exported.length === 0) return fail('No log is exported.', 'EnableCloudwatchLogsExports');
    const missing = missingLog(cluster.Engine, exported);
    if (missing !== undefined)
      return fail(`The log "${missing}" is not exported.`, 'EnableCloudwatchLogsExports', 'Engine');
    return pass(`Exported: ${exported.join(', ')}.`, 'EnableCloudwatchLogsExports');
  },
});
