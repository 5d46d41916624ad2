import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster, missingLog } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-log-exports',
  version: 1,
  title: 'RDS instance sends its main log to CloudWatch',
  severity: 'medium',
  category: 'logging',
  risk: 'Logs on the instance are overwritten after days and vanish with it. Failed sign-ins and errors must be kept where the database cannot delete them.',
  advice: {
    console:
      'RDS → the instance → Modify → Log exports: choose at least the error log, or the PostgreSQL log.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["postgresql"]}\'',
    terraform:
      'resource "aws_db_instance" "this" {\n  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]\n}',
    cloudformation: 'EnableCloudwatchLogsExports:\n  - postgresql\n  - upgrade',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
  ],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_integration_cloudwatch_logs'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    const exported = instance.EnableCloudwatchLogsExports ?? [];
    if (exported.length === 0) return fail('No log is exported.', 'EnableCloudwatchLogsExports');
    const missing = missingLog(instance.Engine, exported);
    if (missing !== undefined)
      return fail(`The log "${missing}" is not exported.`, 'EnableCloudwatchLogsExports', 'Engine');
    return pass(`Exported: ${exported.join(', ')}.`, 'EnableCloudwatchLogsExports');
  },
});
