import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-acls-disabled',
  version: 1,
  title: 'S3 bucket has access control lists switched off',
  severity: 'medium',
  category: 'identity',
  risk:
    'ACLs are a second, older way to grant access beside policies, easily overlooked in reviews. ' +
    'With "bucket owner enforced" they have no effect and the owner of the bucket owns every object.',
  advice: {
    console: 'S3 → the bucket → Permissions → Object Ownership → Edit → ACLs disabled.',
    cli: "aws s3api put-bucket-ownership-controls --bucket NAME --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'",
    terraform:
      'resource "aws_s3_bucket_ownership_controls" "this" {\n  bucket = aws_s3_bucket.this.id\n  rule {\n    object_ownership = "BucketOwnerEnforced"\n  }\n}',
    cloudformation: 'OwnershipControls:\n  Rules:\n    - ObjectOwnership: BucketOwnerEnforced',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_acl_prohibited'],
  evaluate(bucket) {
    const ownership = bucket.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    if (ownership === 'BucketOwnerEnforced') return pass('ACLs are switched off.', 'OwnershipControls');
    return fail(
      `ACLs are in effect: object ownership is ${ownership ?? 'not set, which means ObjectWriter'}.`,
      'OwnershipControls',
    );
  },
});
