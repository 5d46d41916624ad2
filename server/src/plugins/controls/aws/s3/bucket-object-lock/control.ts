import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-object-lock',
  version: 1,
  title: 'S3 bucket can lock its objects against deletion',
  severity: 'low',
  category: 'resilience',
  risk:
    'Ransomware and angry insiders delete or overwrite backups first. ' +
    'Object Lock makes versions that nobody can change before their time, not even an administrator.',
  advice: {
    console:
      'S3 → the bucket → Properties → Object Lock → Edit → Enable, with a default retention where it fits.',
    cli: 'aws s3api put-object-lock-configuration --bucket NAME --object-lock-configuration \'{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"GOVERNANCE","Days":30}}}\'',
    terraform: 'resource "aws_s3_bucket" "this" {\n  object_lock_enabled = true\n}',
    cloudformation: 'ObjectLockEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_object_lock'],
  evaluate(bucket) {
    if (bucket.ObjectLockEnabled !== true) return fail('Object Lock is off.', 'ObjectLockEnabled');
    const retention = bucket.ObjectLockConfiguration?.Rule?.DefaultRetention;
    if (retention === undefined)
      return pass(
        'Object Lock is on; each object sets its own retention.',
        'ObjectLockEnabled',
        'ObjectLockConfiguration',
      );
    const time = retention.Years === undefined ? `${retention.Days ?? 0} days` : `${retention.Years} years`;
    return pass(
      `Object Lock is on: ${retention.Mode ?? 'a mode'} for ${time}.`,
      'ObjectLockEnabled',
      'ObjectLockConfiguration',
    );
  },
});
