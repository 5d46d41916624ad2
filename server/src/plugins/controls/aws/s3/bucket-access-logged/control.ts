import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-access-logged',
  version: 1,
  title: 'S3 bucket logs access to its objects',
  severity: 'medium',
  category: 'logging',
  risk: 'Without access logs nobody can tell after an incident which objects were read, by whom and from where.',
  advice: {
    console:
      'S3 → the bucket → Properties → Server access logging → Edit → Enable, and name a bucket for the logs.',
    cli: 'aws s3api put-bucket-logging --bucket NAME --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"NAME/"}}\'',
    terraform:
      'resource "aws_s3_bucket_logging" "this" {\n  bucket        = aws_s3_bucket.this.id\n  target_bucket = aws_s3_bucket.logs.id\n  target_prefix = "this/"\n}',
    cloudformation: 'LoggingConfiguration:\n  DestinationBucketName: !Ref LogBucket\n  LogFilePrefix: this/',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_server_access_logging_enabled'],
  evaluate(bucket) {
    const target = bucket.LoggingConfiguration?.DestinationBucketName;
    if (target === undefined || target === '')
      return fail('Server access logging is off.', 'LoggingConfiguration');
    return pass(`Access is logged to the bucket ${target}.`, 'LoggingConfiguration');
  },
});
