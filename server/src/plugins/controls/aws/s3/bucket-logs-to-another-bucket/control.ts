import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-logs-to-another-bucket',
  version: 1,
  title: 'S3 bucket does not log into itself',
  severity: 'low',
  category: 'logging',
  risk: 'A bucket that logs into itself writes a log entry for each log file, without end: the bucket and its bill grow, and whoever may write the data may also write the logs.',
  advice: {
    console: 'S3 → the bucket → Properties → Server access logging → Edit: name another bucket.',
    cli: 'aws s3api put-bucket-logging --bucket NAME --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"NAME/"}}\'',
    terraform:
      'resource "aws_s3_bucket_logging" "this" {\n  bucket        = aws_s3_bucket.this.id\n  target_bucket = aws_s3_bucket.logs.id\n  target_prefix = "this/"\n}',
    cloudformation: 'LoggingConfiguration:\n  DestinationBucketName: !Ref LogBucket\n  LogFilePrefix: this/',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  resource: s3BucketType,
  equivalents: [],
  withoutFramework: "No standard that we carry asks for it; AWS's documentation warns of it.",
  evaluate(bucket, subject) {
    const target = bucket.LoggingConfiguration?.DestinationBucketName;
    if (target === undefined || target === '')
      return notApplicable('The bucket does not log access.', 'LoggingConfiguration');
    if (target === (bucket.BucketName ?? subject.name))
      return fail('The bucket logs access into itself.', 'LoggingConfiguration');
    return pass(`Access is logged to the bucket ${target}.`, 'LoggingConfiguration');
  },
});
