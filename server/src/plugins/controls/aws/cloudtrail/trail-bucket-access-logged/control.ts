import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-bucket-access-logged',
  version: 1,
  title: 'Bucket of the trail logs who reads it',
  severity: 'medium',
  category: 'logging',
  risk: 'Reading or deleting the log files of a trail is itself worth a record: it is how an intruder covers the tracks.',
  advice: {
    console:
      'S3 → the bucket of the trail → Properties → Server access logging → Edit: switch it on, with another bucket as target.',
    cli: 'aws s3api put-bucket-logging --bucket NAME --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"TARGET","TargetPrefix":"trail/"}}\'',
    terraform:
      'resource "aws_s3_bucket_logging" "trail" {\n  bucket        = aws_s3_bucket.trail.id\n  target_bucket = aws_s3_bucket.access_logs.id\n  target_prefix = "trail/"\n}',
    cloudformation: 'LoggingConfiguration:\n  DestinationBucketName: TARGET\n  LogFilePrefix: trail/',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  resource: cloudtrailTrailType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:cloudtrail_logs_s3_bucket_access_logging_enabled'],
  evaluate(trail, _subject, { buckets }) {
    const bucket = buckets.by('BucketName', trail.S3BucketName ?? '')[0]?.configuration;
    if (bucket === undefined)
      return unknown(
        `The bucket ${trail.S3BucketName ?? ''} is not in this account, or does not exist.`,
        'S3BucketName',
      );
    const target = bucket.LoggingConfiguration?.DestinationBucketName;
    if (target === undefined)
      return fail(`The bucket ${trail.S3BucketName ?? ''} does not log who reads it.`, 'S3BucketName');
    return pass(`The bucket ${trail.S3BucketName ?? ''} logs who reads it to ${target}.`, 'S3BucketName');
  },
});
