import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-bucket-logs-encrypted',
  version: 1,
  title: 'Logs that a CodeBuild project keeps in a bucket are encrypted',
  severity: 'low',
  category: 'encryption',
  risk: 'Logs of builds show names of hosts, versions and now and then a secret. Without encryption the rights on the bucket are all that protects them.',
  advice: {
    console: 'CodeBuild → the project → Edit logs → S3 logs: clear "Disable S3 log encryption".',
    cli: 'aws codebuild update-project --name NAME --logs-config \'{"s3Logs":{"status":"ENABLED","location":"BUCKET/builds","encryptionDisabled":false}}\'',
    terraform:
      'resource "aws_codebuild_project" "this" {\n  logs_config {\n    s3_logs {\n      status              = "ENABLED"\n      location            = "BUCKET/builds"\n      encryption_disabled = false\n    }\n  }\n}',
    cloudformation: 'LogsConfig:\n  S3Logs:\n    Status: ENABLED\n    EncryptionDisabled: false',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_s3_logs_encrypted'],
  evaluate(project) {
    const logs = project.LogsConfig?.S3Logs;
    if (logs?.Status !== 'ENABLED')
      return notApplicable('The project keeps no logs in a bucket.', 'LogsConfig.S3Logs');
    if (logs.EncryptionDisabled === true)
      return fail('Encryption of the logs is switched off.', 'LogsConfig.S3Logs');
    return pass('The logs are encrypted.', 'LogsConfig.S3Logs');
  },
});
