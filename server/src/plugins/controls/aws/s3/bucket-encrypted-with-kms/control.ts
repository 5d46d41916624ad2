import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-encrypted-with-kms',
  version: 1,
  title: 'S3 bucket encrypts new objects with a KMS key',
  severity: 'low',
  category: 'encryption',
  risk:
    'With keys of S3 everybody who may read the object also gets it decrypted. ' +
    'A KMS key is a second permission, its use is logged, and it can be taken away.',
  advice: {
    console: 'S3 → the bucket → Properties → Default encryption → Edit → SSE-KMS, and choose a key.',
    cli: 'aws s3api put-bucket-encryption --bucket NAME --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"},"BucketKeyEnabled":true}]}\'',
    terraform:
      'resource "aws_s3_bucket_server_side_encryption_configuration" "this" {\n  bucket = aws_s3_bucket.this.id\n  rule {\n    bucket_key_enabled = true\n    apply_server_side_encryption_by_default {\n      sse_algorithm     = "aws:kms"\n      kms_master_key_id = aws_kms_key.this.arn\n    }\n  }\n}',
    cloudformation:
      'BucketEncryption:\n  ServerSideEncryptionConfiguration:\n    - BucketKeyEnabled: true\n      ServerSideEncryptionByDefault:\n        SSEAlgorithm: aws:kms\n        KMSMasterKeyID: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_kms_encryption'],
  evaluate(bucket) {
    const rules = bucket.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const kms = rules.find((rule) => {
      const algorithm = rule.ServerSideEncryptionByDefault?.SSEAlgorithm;
      return algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse';
    });
    if (kms === undefined) return fail('New objects are not encrypted with a KMS key.', 'BucketEncryption');
    const key = kms.ServerSideEncryptionByDefault?.KMSMasterKeyID ?? 'aws/s3, which AWS manages';
    return pass(`New objects are encrypted with the KMS key ${key}.`, 'BucketEncryption');
  },
});
