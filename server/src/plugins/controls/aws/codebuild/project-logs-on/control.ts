import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-logs-on',
  version: 1,
  title: 'CodeBuild project keeps the logs of its builds',
  severity: 'medium',
  category: 'logging',
  risk: 'A build runs with rights to deploy. Without its log nobody can say what it did, or what somebody made it do.',
  advice: {
    console: 'CodeBuild → the project → Edit logs → CloudWatch logs or S3 logs.',
    cli: 'aws codebuild update-project --name NAME --logs-config \'{"cloudWatchLogs":{"status":"ENABLED"}}\'',
    terraform:
      'resource "aws_codebuild_project" "this" {\n  logs_config {\n    cloudwatch_logs {\n      status = "ENABLED"\n    }\n  }\n}',
    cloudformation: 'LogsConfig:\n  CloudWatchLogs:\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_logging_enabled'],
  evaluate(project) {
    const logs = project.LogsConfig;
    if (logs === undefined) return pass('Logs go to CloudWatch, as by default.', 'LogsConfig');
    if (logs.CloudWatchLogs?.Status === 'ENABLED')
      return pass('Logs go to CloudWatch.', 'LogsConfig.CloudWatchLogs');
    if (logs.S3Logs?.Status === 'ENABLED')
      return pass(`Logs go to ${logs.S3Logs.Location ?? 'a bucket'}.`, 'LogsConfig.S3Logs');
    if (logs.CloudWatchLogs === undefined) return pass('Logs go to CloudWatch, as by default.', 'LogsConfig');
    return fail('Neither CloudWatch nor a bucket gets the logs.', 'LogsConfig');
  },
});
