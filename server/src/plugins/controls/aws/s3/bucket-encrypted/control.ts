import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-encrypted',
  version: 1,
  title: 'S3 bucket encrypts new objects by default',
  severity: 'medium',
  category: 'encryption',
  risk:
    'Objects that lie unencrypted are readable to whoever gets at the storage below the permissions of S3. ' +
    'Since January 2023 S3 encrypts every new object, so a bucket without the setting deserves a look.',
  advice: {
    console: 'S3 → the bucket → Properties → Default encryption → Edit: choose SSE-S3 or SSE-KMS.',
    cli: 'aws s3api put-bucket-encryption --bucket NAME --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}\'',
    terraform:
      'resource "aws_s3_bucket_server_side_encryption_configuration" "this" {\n  bucket = aws_s3_bucket.this.id\n  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "AES256"\n    }\n  }\n}',
    cloudformation:
      'BucketEncryption:\n  ServerSideEncryptionConfiguration:\n    - ServerSideEncryptionByDefault:\n        SSEAlgorithm: AES256',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_default_encryption'],
  evaluate(bucket) {
    const rules = bucket.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const algorithm = rules.find((rule) => rule.ServerSideEncryptionByDefault?.SSEAlgorithm !== undefined)
      ?.ServerSideEncryptionByDefault?.SSEAlgorithm;
    if (algorithm !== undefined)
      return pass(`New objects are encrypted with ${algorithm}.`, 'BucketEncryption');
    return fail('The bucket has no default encryption.', 'BucketEncryption');
  },
});
