import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { aclVerdict } from '../public-grants.ts';

const reading = new Set(['READ', 'READ_ACP', 'FULL_CONTROL']);

export const control = defineControl({
  id: 'aws-s3-bucket-acl-no-public-read',
  version: 1,
  title: 'S3 bucket lets nobody unknown list it by its access control list',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody can list the names of all objects or read the permissions: the first step of every theft from open buckets.',
  advice: {
    console:
      'S3 → the bucket → Permissions → Access control list → Edit: take List and Read away from Everyone and from authenticated users.',
    cli: 'aws s3api put-bucket-acl --bucket NAME --acl private',
    terraform:
      'resource "aws_s3_bucket_ownership_controls" "this" {\n  bucket = aws_s3_bucket.this.id\n  rule {\n    object_ownership = "BucketOwnerEnforced"\n  }\n}',
    cloudformation: 'OwnershipControls:\n  Rules:\n    - ObjectOwnership: BucketOwnerEnforced',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html'],
  resource: s3BucketType,
  reads: { account: s3AccountSettingsType },
  equivalents: ['prowler:s3_bucket_public_list_acl'],
  evaluate: (bucket, _subject, { account }) =>
    aclVerdict(bucket, account, reading, 'No grant to everybody allows listing.'),
});
