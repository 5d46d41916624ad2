import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-encrypted-with-kms',
  version: 1,
  title: 'Trail encrypts its log files with a KMS key',
  severity: 'medium',
  category: 'encryption',
  risk: 'The log files tell who may do what and how the systems are called. With a key of KMS reading them takes a second permission, and each reading is recorded.',
  advice: {
    console:
      'CloudTrail → Trails → the trail → General details → Edit: switch on "Log file SSE-KMS encryption" and choose a key.',
    cli: 'aws cloudtrail update-trail --name NAME --kms-key-id KEY_ARN',
    terraform: 'resource "aws_cloudtrail" "this" {\n  kms_key_id = aws_kms_key.trail.arn\n}',
    cloudformation: 'KMSKeyId: KEY_ARN',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  resource: cloudtrailTrailType,
  equivalents: ['prowler:cloudtrail_kms_encryption_enabled'],
  evaluate(trail) {
    if (trail.KMSKeyId !== undefined) return pass('Log files are encrypted with a KMS key.', 'KMSKeyId');
    return fail('Log files are encrypted by S3 alone, not with a KMS key.', 'KMSKeyId');
  },
});
