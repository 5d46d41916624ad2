import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { missingLog, otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-documentdb-cluster-log-exports',
  version: 1,
  title: 'DocumentDB cluster sends its audit log to CloudWatch',
  severity: 'medium',
  category: 'logging',
  risk: 'Logs that stay in the cluster are overwritten after days and vanish with it. Who signed in and what was refused must be kept where the database cannot delete it.',
  advice: {
    console: 'DocumentDB → Clusters → the cluster → Modify → Log exports: choose the audit log.',
    cli: 'aws docdb modify-db-cluster --db-cluster-identifier NAME --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["audit"]}\'',
    terraform: 'resource "aws_docdb_cluster" "this" {\n  enabled_cloudwatch_logs_exports = ["audit"]\n}',
    cloudformation: 'EnableCloudwatchLogsExports:\n  - audit',
  },
  references: ['https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:documentdb_cluster_cloudwatch_log_export'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'DocumentDB');
    if (other !== undefined) return other;
    const exported = cluster.EnableCloudwatchLogsExports ?? [];
    if (exported.length === 0) return fail('No log is exported.', 'EnableCloudwatchLogsExports');
    const missing = missingLog(cluster.Engine, exported);
    if (missing !== undefined)
      return fail(`The log "${missing}" is not exported.`, 'EnableCloudwatchLogsExports', 'Engine');
    return pass(`Exported: ${exported.join(', ')}.`, 'EnableCloudwatchLogsExports');
  },
});
