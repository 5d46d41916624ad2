import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-versioned',
  version: 1,
  title: 'S3 bucket keeps versions of its objects',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without versions an overwritten or deleted object is gone: by mistake, by a defect or by an intruder who wipes the data.',
  advice: {
    console: 'S3 → the bucket → Properties → Bucket Versioning → Edit → Enable.',
    cli: 'aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled',
    terraform:
      'resource "aws_s3_bucket_versioning" "this" {\n  bucket = aws_s3_bucket.this.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}',
    cloudformation: 'VersioningConfiguration:\n  Status: Enabled',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_object_versioning'],
  evaluate(bucket) {
    const status = bucket.VersioningConfiguration?.Status;
    if (status === 'Enabled') return pass('Versioning is on.', 'VersioningConfiguration');
    if (status === 'Suspended') return fail('Versioning is suspended.', 'VersioningConfiguration');
    return fail('Versioning was never switched on.', 'VersioningConfiguration');
  },
});
