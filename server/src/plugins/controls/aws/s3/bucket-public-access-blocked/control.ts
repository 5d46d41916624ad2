import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

const settings = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

export const control = defineControl({
  id: 'aws-s3-bucket-public-access-blocked',
  version: 1,
  title: 'S3 bucket blocks public access',
  severity: 'critical',
  category: 'data-protection',
  risk:
    'One careless ACL or policy statement is enough to let the whole internet read the objects. ' +
    'The four block settings make such a mistake harmless.',
  advice: {
    console:
      'S3 → the bucket → Permissions → Block public access → Edit: switch on "Block all public access".',
    cli: 'aws s3api put-public-access-block --bucket NAME --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    terraform:
      'resource "aws_s3_bucket_public_access_block" "this" {\n  bucket                  = aws_s3_bucket.this.id\n  block_public_acls       = true\n  ignore_public_acls      = true\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
    cloudformation:
      'PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_level_public_access_block'],
  evaluate(bucket) {
    const block = bucket.PublicAccessBlockConfiguration;
    const off = settings.filter((setting) => block?.[setting] !== true);
    if (off.length === 0) return pass('All four block settings are on.', 'PublicAccessBlockConfiguration');
    return fail(`Not switched on: ${off.join(', ')}.`, 'PublicAccessBlockConfiguration');
  },
});
