import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { missingLog, otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-cluster-log-exports',
  version: 1,
  title: 'Neptune cluster sends its audit log to CloudWatch',
  severity: 'medium',
  category: 'logging',
  risk: 'Logs that stay in the cluster are overwritten after days and vanish with it. Who signed in and what was refused must be kept where the database cannot delete it.',
  advice: {
    console: 'Neptune → Clusters → the cluster → Modify → Log exports: choose the audit log.',
    cli: 'aws neptune modify-db-cluster --db-cluster-identifier NAME --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["audit"]}\'',
    terraform: 'resource "aws_neptune_cluster" "this" {\n  enable_cloudwatch_logs_exports = ["audit"]\n}',
    cloudformation: 'EnableCloudwatchLogsExports:\n  - audit',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:neptune_cluster_integration_cloudwatch_logs'],
  evaluate(cluster) {
    const other = otherFamily(cluster, 'Neptune');
    if (other !== undefined) return other;
    const exported = cluster.EnableCloudwatchLogsExports ?? [];
    if (exported.length === 0) return fail('No log is exported.', 'EnableCloudwatchLogsExports');
    const missing = missingLog(cluster.Engine, exported);
    if (missing !== undefined)
      return fail(`The log "${missing}" is not exported.`, 'EnableCloudwatchLogsExports', 'Engine');
    return pass(`Exported: ${exported.join(', ')}.`, 'EnableCloudwatchLogsExports');
  },
});
