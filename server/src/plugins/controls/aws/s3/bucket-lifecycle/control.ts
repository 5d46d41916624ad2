import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-lifecycle',
  version: 1,
  title: 'S3 bucket has a lifecycle rule',
  severity: 'low',
  category: 'governance',
  risk: 'Without lifecycle rules data stays for ever: personal data longer than allowed, old versions and broken uploads that nobody sees and everybody pays for.',
  advice: {
    console: 'S3 → the bucket → Management → Lifecycle rules → Create lifecycle rule.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket NAME --lifecycle-configuration file://lifecycle.json',
    terraform:
      'resource "aws_s3_bucket_lifecycle_configuration" "this" {\n  bucket = aws_s3_bucket.this.id\n  rule {\n    id     = "expire"\n    status = "Enabled"\n    filter {}\n    expiration {\n      days = 365\n    }\n  }\n}',
    cloudformation:
      'LifecycleConfiguration:\n  Rules:\n    - Id: expire\n      Status: Enabled\n      ExpirationInDays: 365',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_lifecycle_enabled'],
  evaluate(bucket) {
    const rules = bucket.LifecycleConfiguration?.Rules ?? [];
    const active = rules.filter(({ Status }) => Status === 'Enabled').length;
    if (active > 0) return pass(`Active lifecycle rules: ${active}.`, 'LifecycleConfiguration');
    if (rules.length > 0) return fail('All lifecycle rules are switched off.', 'LifecycleConfiguration');
    return fail('The bucket has no lifecycle rule.', 'LifecycleConfiguration');
  },
});
