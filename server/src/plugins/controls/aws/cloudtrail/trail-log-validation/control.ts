import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-log-validation',
  version: 1,
  title: 'Trail makes its log files verifiable',
  severity: 'medium',
  category: 'logging',
  risk: 'Whoever can write to the bucket can remove the traces of a break-in from the log files. With digest files every later change and every missing file can be proven.',
  advice: {
    console: 'CloudTrail → Trails → the trail → General details → Edit: switch on "Log file validation".',
    cli: 'aws cloudtrail update-trail --name NAME --enable-log-file-validation',
    terraform: 'resource "aws_cloudtrail" "this" {\n  enable_log_file_validation = true\n}',
    cloudformation: 'EnableLogFileValidation: true',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  ],
  resource: cloudtrailTrailType,
  equivalents: ['prowler:cloudtrail_log_file_validation_enabled'],
  evaluate(trail) {
    if (trail.EnableLogFileValidation === true)
      return pass('Digest files make every change of a log file visible.', 'EnableLogFileValidation');
    return fail('Log files are written without digest files.', 'EnableLogFileValidation');
  },
});
